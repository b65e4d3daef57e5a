package dev.switchboard.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.settings.Settings;
import dev.switchboard.support.Receiver;
import dev.switchboard.support.Receiver.Answer;
import dev.switchboard.support.TestAuthority;
import dev.switchboard.support.VirtualClock;
import dev.switchboard.webhook.Attempt.Cause;
import dev.switchboard.webhook.Attempt.Failed;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** Clients, receivers and names for the tests of the client, closed after each. */
@Timeout(60)
abstract class WebhookClientScene {

  static final Instant NOW = Instant.parse("2030-01-31T10:20:30Z");
  static final byte[] BODY = "{\"value\":[\"\u00e9\"]}".getBytes(StandardCharsets.UTF_8);
  static final long GIGABYTE = 1L << 30;

  /** What the system's buffers on both sides can hold of an answer that is not read. */
  static final long BUFFERED = 64L << 20;

  /** Longer than a test may take: what ends at it fails. */
  static final Duration LONG = Duration.ofMinutes(10);

  static final Duration SHORT = Duration.ofMillis(300);

  static final TestAuthority AUTHORITY = new TestAuthority();
  static final SSLContext TRUSTING = AUTHORITY.trusting();

  private final List<AutoCloseable> opened = new ArrayList<>();
  final Names names = new Names();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
  }

  Attempt answered(Answer answer) {
    return of(client(LONG).post(plain().otherwise(answer).url("/"), Map.of(), BODY));
  }

  String untrusted(SSLContext tls) {
    Receiver receiver = secure(tls);

    Attempt attempt = of(client(LONG).post(receiver.url("/"), Map.of(), BODY));

    assertThat(cause(attempt)).isEqualTo(Cause.TLS);
    assertThat(attempt.isWorthRetrying()).isTrue();
    assertThat(receiver.requests()).isEmpty();
    return attempt.sentence();
  }

  static List<CompletionStage<Attempt>> postMany(
      WebhookClient client, Receiver receiver, int many) {
    return IntStream.range(0, many)
        .mapToObj(i -> client.post(receiver.url("/" + i), Map.of(), BODY))
        .toList();
  }

  static Answer after(CountDownLatch go) {
    return wire -> {
      try {
        go.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      Answer.status(200).to(wire);
    };
  }

  static List<Thread> threadsOf(String... names) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> List.of(names).stream().anyMatch(thread.getName()::startsWith))
        .toList();
  }

  static Attempt of(CompletionStage<Attempt> attempt) {
    try {
      return attempt.toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw new AssertionError("an attempt never ends exceptionally", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("an attempt did not end", e);
    }
  }

  static Cause cause(Attempt attempt) {
    assertThat(attempt).isInstanceOf(Failed.class);
    return ((Failed) attempt).cause();
  }

  Receiver plain() {
    return opened(Receiver.plain());
  }

  Receiver secure(SSLContext tls) {
    return opened(Receiver.secure(tls));
  }

  /** In development mode, where this machine may be reached. */
  WebhookClient client(Duration deadline) {
    return client(new WebhookClient.Limits(deadline, 10, 50, 4));
  }

  WebhookClient client(WebhookClient.Limits limits) {
    return client(
        CallbackRule.of(Settings.from(Map.of(), Map.of("switchboard.mode", "development"))),
        names,
        limits);
  }

  /** In production, where the network of this machine is allowed and this port. */
  WebhookClient allowing(int port, Duration deadline) {
    return client(
        CallbackRule.of(
            Settings.from(
                Map.of(),
                Map.of(
                    "switchboard.callback-networks",
                    "127.0.0.0/8",
                    "switchboard.callback-ports",
                    String.valueOf(port)))),
        names,
        new WebhookClient.Limits(deadline, 10, 50, 4));
  }

  static CallbackRule rule(int port) {
    return CallbackRule.of(
        Settings.from(
            Map.of(),
            port == 0 ? Map.of() : Map.of("switchboard.callback-ports", String.valueOf(port))));
  }

  WebhookClient client(CallbackRule rule, Lookups.Resolver resolver, WebhookClient.Limits limits) {
    return opened(new WebhookClient(rule, new VirtualClock(NOW), TRUSTING, resolver, limits));
  }

  <T extends AutoCloseable> T opened(T one) {
    opened.add(one);
    return one;
  }

  /** A resolver that says what it is told to. */
  final class Names implements Lookups.Resolver {

    private final Map<String, List<String>> known = new ConcurrentHashMap<>();
    private final Map<String, List<String>> later = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);

    private Names() {
      opened.add(never::countDown);
      are("localhost", "127.0.0.1");
    }

    void are(String name, String... addresses) {
      known.put(name, List.of(addresses));
    }

    void onceThen(String name, String... addresses) {
      later.put(name, List.of(addresses));
    }

    void hangs(String name) {
      are(name, "hangs");
    }

    List<String> asked() {
      return asked;
    }

    @Override
    public List<InetAddress> resolve(String name) throws UnknownHostException {
      asked.add(name);
      List<String> addresses = known.get(name);
      if (addresses == null) {
        throw new UnknownHostException(name);
      }
      if (later.containsKey(name)) {
        known.put(name, later.get(name));
      }
      List<InetAddress> found = new ArrayList<>();
      for (String address : addresses) {
        if (address.equals("hangs")) {
          try {
            never.await();
          } catch (InterruptedException e) {
            throw new UnknownHostException(name);
          }
        } else {
          found.add(InetAddress.getByName(address));
        }
      }
      return found;
    }
  }
}
