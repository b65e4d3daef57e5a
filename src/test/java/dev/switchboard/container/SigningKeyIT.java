package dev.switchboard.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import dev.switchboard.security.Owner;
import dev.switchboard.signing.KeyKind;
import dev.switchboard.signing.NotificationSignatures;
import dev.switchboard.signing.SigningKeyService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Who makes a key while others want to: as several nodes do, by transactions of their own. */
@ExtendWith(ArquillianExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class SigningKeyIT {

  private static final int ROUNDS = 20;
  private static final int AT_ONCE = 4;
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final Duration PERIOD = Duration.ofDays(90);

  @Inject private Transactions transactions;
  @Inject private SigningKeyService keys;
  @Inject private NotificationSignatures signatures;

  @Deployment
  static Archive<?> war() {
    return Deployments.builtWarWith(SigningKeyIT.class, Transactions.class);
  }

  /**
   * Whoever signs has keys in memory then, and makes none while the test counts them: what is under
   * way of another test may be about to.
   */
  @BeforeEach
  void serviceHasItsKeys() {
    Map<String, String> unused =
        signatures.headers(new Owner("t", "a"), UUID.randomUUID(), new byte[0], Instant.now());
  }

  @Test
  void ofManyThatWantToMakeTheFirstKeyOneDoes() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      transactions.deleteSigningKeys();

      assertEquals(ones(), sizes(NOW));
      assertEquals(1, transactions.signingKeys());
    }
  }

  @Test
  void keyIsMadeWhenItIsDueAndRemovedWhenItIsSpent() throws Exception {
    transactions.deleteSigningKeys();
    assertEquals(1, renew(NOW));
    assertEquals(1, renew(NOW.plus(Duration.ofDays(80))));

    assertEquals(2, renew(NOW.plus(Duration.ofDays(89))));
    assertEquals(2, renew(NOW.plus(PERIOD)));

    assertEquals(1, renew(NOW.plus(Duration.ofDays(99))));
    assertEquals(1, keys.all().size());
  }

  private static List<Integer> ones() {
    return List.of(1, 1, 1, 1);
  }

  /** How many keys each of them is told to be there. */
  private List<Integer> sizes(Instant now) throws Exception {
    CyclicBarrier together = new CyclicBarrier(AT_ONCE);
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Callable<Integer>> nodes = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        // Their clocks differ, or the database could tell that one is too many.
        Instant clock = now.plusMillis(i);
        nodes.add(
            () -> {
              together.await();
              return renew(clock);
            });
      }
      List<Integer> sizes = new ArrayList<>();
      for (Future<Integer> node : threads.invokeAll(nodes)) {
        sizes.add(node.get());
      }
      return sizes;
    } finally {
      threads.shutdownNow();
    }
  }

  private int renew(Instant now) throws JOSEException {
    JWK secret = new OctetSequenceKeyGenerator(256).keyID(UUID.randomUUID().toString()).generate();
    return keys.renew(Map.of(KeyKind.HMAC, secret), now, PERIOD).size();
  }
}
