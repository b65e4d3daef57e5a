package dev.switchboard.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.switchboard.support.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Key rotation and outages of an issuer, in virtual time. */
class IssuerKeysTest {

  private final VirtualClock clock = new VirtualClock(Instant.parse("2030-01-31T10:20:30Z"));
  private final List<Instant> fetches = new ArrayList<>();
  private List<JWK> published = List.of(key("a"));
  private boolean down;

  @Test
  void keysAreFetchedOnceForManyTokens() throws Exception {
    IssuerKeys keys = keys(Runnable::run);

    for (int i = 0; i < 100; i++) {
      assertThat(ids(keys, "a")).containsExactly("a");
      clock.pass(Duration.ofSeconds(1));
    }
    assertThat(fetches).hasSize(1);
  }

  @Test
  void rotatedKeyIsFoundWithin30SecondsOfItsFirstUse() throws Exception {
    IssuerKeys keys = keys(Runnable::run);
    assertThat(ids(keys, "a")).containsExactly("a");
    clock.pass(Duration.ofSeconds(29));
    published = List.of(key("a"), key("b"));
    assertThat(ids(keys, "b")).as("fetched 29 s ago").isEmpty();

    clock.pass(Duration.ofSeconds(1));

    assertThat(ids(keys, "b")).containsExactly("b");
    assertThat(fetches).hasSize(2);
  }

  @Test
  void unknownKeysAskTheIssuerAtMostEvery30Seconds() throws Exception {
    IssuerKeys keys = keys(Runnable::run);

    for (int second = 0; second < 300; second++) {
      for (int i = 0; i < 10; i++) {
        assertThat(ids(keys, "unknown-" + second + "-" + i)).isEmpty();
      }
      clock.pass(Duration.ofSeconds(1));
    }
    assertThat(fetches).hasSize(10);
  }

  @Test
  void withdrawnKeyIsForgottenAfterTheNextRefresh() throws Exception {
    IssuerKeys keys = keys(Runnable::run);
    assertThat(ids(keys, "a")).containsExactly("a");
    published = List.of(key("b"));
    clock.pass(IssuerKeys.FRESH.plusSeconds(1));

    assertThat(ids(keys, "a")).as("answered while the refresh is under way").containsExactly("a");
    assertThat(ids(keys, "a")).isEmpty();
  }

  @Test
  void knownKeyDoesNotWaitForARefresh() throws Exception {
    Queue<Runnable> waiting = new ArrayDeque<>();
    IssuerKeys keys =
        keys(
            fetch -> {
              if (fetches.isEmpty()) {
                fetch.run();
              } else {
                waiting.add(fetch);
              }
            });
    assertThat(ids(keys, "a")).containsExactly("a");
    clock.pass(IssuerKeys.FRESH.plusSeconds(1));

    for (int i = 0; i < 5; i++) {
      assertThat(ids(keys, "a")).containsExactly("a");
    }

    assertThat(waiting).as("a single flight").hasSize(1);
  }

  @Test
  void tokensThatNeedTheSameFetchShareIt() throws Exception {
    Queue<Runnable> waiting = new ArrayDeque<>();
    IssuerKeys keys =
        keys(
            fetch -> {
              synchronized (waiting) {
                waiting.add(fetch);
                waiting.notifyAll();
              }
            });
    List<CompletableFuture<List<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      answers.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return ids(keys, "a");
                } catch (KeySourceException e) {
                  throw new IllegalStateException(e);
                }
              },
              task -> new Thread(task).start()));
    }
    synchronized (waiting) {
      while (waiting.isEmpty()) {
        waiting.wait();
      }
      waiting.remove().run();
    }

    for (CompletableFuture<List<String>> answer : answers) {
      assertThat(answer.get()).containsExactly("a");
    }
    assertThat(waiting).isEmpty();
  }

  @Test
  void outageOfADayIsSurvivedAndNotMore() throws Exception {
    IssuerKeys keys = keys(Runnable::run);
    assertThat(ids(keys, "a")).containsExactly("a");
    down = true;

    clock.pass(IssuerKeys.LONGEST_OUTAGE);
    assertThat(ids(keys, "a")).containsExactly("a");
    assertThat(ids(keys, "unknown")).isEmpty();
    clock.pass(Duration.ofSeconds(1));
    assertThatThrownBy(() -> ids(keys, "a")).isInstanceOf(KeySourceException.class);

    down = false;
    clock.pass(Duration.ofSeconds(30));
    assertThat(ids(keys, "a")).containsExactly("a");
  }

  @Test
  void issuerThatIsAwayIsAskedAtMostEvery30SecondsForWhatIsKnown() throws Exception {
    IssuerKeys keys = keys(Runnable::run);
    assertThat(ids(keys, "a")).containsExactly("a");
    clock.pass(IssuerKeys.FRESH.plusSeconds(1));
    down = true;
    fetches.clear();

    for (int second = 0; second < 60; second++) {
      assertThat(ids(keys, "a")).containsExactly("a");
      clock.pass(Duration.ofSeconds(1));
    }
    assertThat(fetches).hasSize(2);
  }

  @Test
  void firstKeysAreAskedForOncePerSecond() {
    IssuerKeys keys = keys(Runnable::run);
    down = true;

    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> ids(keys, "a")).isInstanceOf(KeySourceException.class);
      clock.pass(Duration.ofMillis(500));
    }
    assertThat(fetches).hasSize(5);
  }

  private IssuerKeys keys(Executor executor) {
    return new IssuerKeys(
        () -> {
          fetches.add(clock.instant());
          if (down) {
            throw new KeySourceException("down");
          }
          return new JWKSet(published);
        },
        executor,
        clock);
  }

  private static List<String> ids(IssuerKeys keys, String id) throws KeySourceException {
    return keys.get(new JWKSelector(new JWKMatcher.Builder().keyID(id).build()), null).stream()
        .map(JWK::getKeyID)
        .toList();
  }

  private static JWK key(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate().toPublicJWK();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
