package dev.switchboard.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks up names without making anybody wait. A lookup cannot be stopped, and the server of a
 * name's zone decides how long it takes: so it has threads of its own, and one name never holds
 * more than one of them. How long an answer is believed is the JVM's business ({@code
 * networkaddress.cache.ttl}).
 */
final class Lookups implements AutoCloseable {

  /** What knows the addresses of names. */
  @FunctionalInterface
  interface Resolver {

    /** Waits for all addresses of a name, at least one. */
    List<InetAddress> resolve(String name) throws UnknownHostException;
  }

  private static final long IDLE_SECONDS = 30;

  private final Resolver resolver;
  private final ThreadPoolExecutor threads;
  private final Map<String, CompletableFuture<List<InetAddress>>> underWay =
      new ConcurrentHashMap<>();

  /**
   * Begins; {@link #close} ends it.
   *
   * @param atOnce how many names are looked up at the same time, and how many more may wait for
   *     that
   */
  Lookups(Resolver resolver, int atOnce) {
    this.resolver = resolver;
    threads =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(atOnce),
            Daemons.named("switchboard-webhook-lookup"));
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * The addresses of a name; fails with {@link UnknownHostException}, or with {@link
   * RejectedExecutionException} if too many names are waited for.
   */
  CompletionStage<List<InetAddress>> of(String name) {
    CompletableFuture<List<InetAddress>> mine = new CompletableFuture<>();
    CompletableFuture<List<InetAddress>> others = underWay.putIfAbsent(name, mine);
    if (others != null) {
      return others;
    }
    try {
      threads.execute(() -> resolve(name, mine));
    } catch (RejectedExecutionException e) {
      underWay.remove(name, mine);
      mine.completeExceptionally(e);
    }
    return mine;
  }

  /** Those that are under way go on for as long as they take, and are heard by nobody. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void resolve(String name, CompletableFuture<List<InetAddress>> result) {
    try {
      List<InetAddress> addresses = resolver.resolve(name);
      // Whoever comes from now on asks again.
      underWay.remove(name, result);
      result.complete(addresses);
    } catch (UnknownHostException | RuntimeException e) {
      underWay.remove(name, result);
      result.completeExceptionally(e);
    }
  }
}
