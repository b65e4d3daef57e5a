package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.switchboard.support.Json;
import dev.switchboard.support.Refusal;
import dev.switchboard.support.TestIssuer;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/**
 * The row of the table that is about signing keys. Its cases are more than one request each, and
 * follow each other: an issuer of their own is flooded, then down, then changes its key.
 */
final class KeyCases {

  private static final int FLOOD = 1000;
  private static final int THREADS = 8;
  private static final Duration BETWEEN_REFRESHES = Duration.ofSeconds(30);

  private final SecurityScene scene;
  private final TestIssuer issuer;

  KeyCases(SecurityScene scene) {
    this.scene = scene;
    this.issuer = scene.rotating;
  }

  DynamicContainer row() {
    return DynamicContainer.dynamicContainer(
        "signing keys: refresh at most once in 30 s; cached keys outlive the issuer; rotation",
        Stream.of(
            DynamicTest.dynamicTest(
                "1 000 unknown kids from 8 threads: one refresh", this::unknownKids),
            DynamicTest.dynamicTest(
                "keys endpoint down: cached keys keep working", this::issuerIsDown),
            DynamicTest.dynamicTest(
                "rotated key accepted within 30 s of first use", this::rotation)));
  }

  private void unknownKids() throws Exception {
    Instant begun = Instant.now();
    String known = issuer.rs256(claims());
    assertThat(read(known).statusCode()).isEqualTo(200);

    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Callable<Response>> requests = new ArrayList<>();
    for (int i = 0; i < FLOOD; i++) {
      String header =
          Json.with(issuer.header(), "{\"kid\":\"unknown-%d\"}".formatted(i)).toString();
      // Nobody can verify the signature of an unknown key: any will do, and is made once.
      String token = Base64URL.encode(header) + known.substring(known.indexOf('.'));
      requests.add(() -> read(token));
    }
    for (Future<Response> refused : threads.invokeAll(requests)) {
      Refusal.of(401, refused.get());
    }
    threads.shutdownNow();

    // On a machine so slow that the flood takes longer, one more for each 30 s.
    long allowed = 1 + Duration.between(begun, Instant.now()).dividedBy(BETWEEN_REFRESHES);
    assertThat(issuer.keyRequests()).isBetween(1, (int) allowed);
    assertThat(issuer.requests())
        .as("nothing but what discovery names is asked for")
        .containsOnly("/.well-known/openid-configuration", "/keys");
    assertThat(read(issuer.rs256(claims())).statusCode()).isEqualTo(200);
  }

  private void issuerIsDown() throws Exception {
    issuer.setDown(true);
    try {
      assertThat(read(issuer.rs256(claims())).statusCode()).isEqualTo(200);
      assertThat(read(issuer.es256(claims())).statusCode()).isEqualTo(200);
      Refusal.of(
          401,
          read(issuer.rs256(Json.with(issuer.header(), "{\"kid\":\"new\"}").toString(), claims())));
    } finally {
      issuer.setDown(false);
    }
  }

  private void rotation() throws Exception {
    RSAKey next = TestIssuer.newRsaKey();
    issuer.publish(next);
    String header =
        Json.with(issuer.header(), "{\"kid\":\"%s\"}".formatted(next.getKeyID())).toString();
    String token = TestIssuer.signed(new RSASSASigner(next), JWSAlgorithm.RS256, header, claims());

    // A few seconds more than the table's 30 for a busy machine.
    await()
        .atMost(Duration.ofSeconds(35))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> read(token).statusCode() == 200);
    Refusal.of(401, read(issuer.rs256(claims())));
  }

  private Response read(String token) {
    return scene.bot.anonymous().header("Authorization", "Bearer " + token).get(scene.operation);
  }

  private String claims() {
    return issuer
        .claims(SecurityScene.AUDIENCE, scene.tenant, "bot", "Calls.AccessMedia.All")
        .toString();
  }
}
