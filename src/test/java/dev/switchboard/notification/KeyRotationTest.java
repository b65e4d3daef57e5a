package dev.switchboard.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.SignedJWT;
import dev.switchboard.security.Owner;
import dev.switchboard.signing.FakeSwitchboard;
import dev.switchboard.support.VirtualClock;
import dev.switchboard.webhook.Attempt;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A stream that is being delivered while the keys change, to a receiver that does no more than it
 * has to: it asks for public keys once a day and for its secrets once a week, however unknown those
 * are that it meets.
 */
class KeyRotationTest {

  private static final String ENDPOINT = "https://bot.example/calls";
  private static final Owner BOT = new Owner(MemoryDeliveries.TENANT, "bot");
  private static final int NOTIFICATIONS = 1000;
  private static final Duration BETWEEN = Duration.ofMinutes(167);
  private static final int REFUSED_EVERY = 10;

  /** What comes before the key in an X.509 encoding (RFC 8410 section 4). */
  private static final byte[] ED25519_PREFIX = Base64.getDecoder().decode("MCowBQYDK2VwAyEA");

  private final VirtualClock clock = new VirtualClock(Instant.parse("2030-01-01T00:00:00Z"));
  private final MemoryDeliveries deliveries = new MemoryDeliveries(clock);
  private final FakeSwitchboard switchboard = new FakeSwitchboard(clock);
  private final List<Integer> accepted = new ArrayList<>();
  private final Set<String> tokenKeys = new HashSet<>();
  private final Set<String> secretsUsed = new HashSet<>();
  private final Set<String> publicKeysUsed = new HashSet<>();

  private int attempts;
  private Instant askedForPublicKeys = Instant.EPOCH;
  private Instant askedForSecrets = Instant.EPOCH;
  private JWKSet publicKeys;
  private List<String> secrets;

  @AfterEach
  void close() {
    switchboard.close();
  }

  @Test
  void whatIsSentDuringARotationCanBeVerified() {
    UUID call = deliveries.call(ENDPOINT, NOTIFICATIONS);
    OutboxRelay relay =
        new OutboxRelay(
            deliveries,
            this::receive,
            (delivery, destination, body) ->
                switchboard.headers(
                    destination.receiver(), delivery.messageId(), body, clock.instant()),
            new Turns(new Turns.Limits(256, 128, 8, 2), clock),
            new DeliveryFigures(),
            clock,
            new Random(7),
            Runnable::run,
            new CountingPace());

    while (deliveries.next(call) <= NOTIFICATIONS) {
      relay.deliver();
      clock.pass(Duration.ofSeconds(1));
    }

    assertThat(accepted).isEqualTo(IntStream.rangeClosed(1, NOTIFICATIONS).boxed().toList());
    assertThat(attempts).isGreaterThan(NOTIFICATIONS);
    // As many as follow from the time that has passed, each of them in use at some time.
    int keys = (int) BETWEEN.multipliedBy(NOTIFICATIONS).dividedBy(FakeSwitchboard.PERIOD) + 1;
    assertThat(keys).isGreaterThan(1);
    assertThat(tokenKeys).hasSize(keys);
    assertThat(secretsUsed).hasSize(keys);
    assertThat(publicKeysUsed).hasSize(keys);
  }

  private CompletionStage<Attempt> receive(URI endpoint, Map<String, String> headers, byte[] body) {
    ask();
    try {
      verifyToken(headers.get("Authorization").substring("Bearer ".length()));
      verifySignatures(headers, body);
    } catch (GeneralSecurityException | JOSEException | ParseException e) {
      throw new AssertionError(e);
    }
    attempts++;
    clock.pass(BETWEEN);
    if (attempts % REFUSED_EVERY == 0) {
      return CompletableFuture.completedFuture(new Attempt.Refused(503, Optional.empty()));
    }
    String text = new String(body, StandardCharsets.UTF_8);
    accepted.add(Integer.valueOf(text.replaceFirst(".*@switchboard.sequence\":([0-9]+).*", "$1")));
    return CompletableFuture.completedFuture(new Attempt.Accepted(202));
  }

  private void ask() {
    Instant now = clock.instant();
    try {
      if (!askedForPublicKeys.plus(Duration.ofDays(1)).isAfter(now)) {
        publicKeys = switchboard.publicKeys();
        askedForPublicKeys = now;
      }
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
    if (!askedForSecrets.plus(Duration.ofDays(7)).isAfter(now)) {
      secrets = switchboard.secrets(BOT, now);
      askedForSecrets = now;
    }
  }

  private void verifyToken(String text) throws ParseException, JOSEException {
    SignedJWT token = SignedJWT.parse(text);
    JWK key = publicKeys.getKeyByKeyId(token.getHeader().getKeyID());
    assertThat(key).as("a key that was published a day before it signed").isNotNull();
    assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
    assertThat(token.getJWTClaimsSet().getExpirationTime()).isAfter(Date.from(clock.instant()));
    tokenKeys.add(key.getKeyID());
  }

  private void verifySignatures(Map<String, String> headers, byte[] body)
      throws GeneralSecurityException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(
        "%s.%s."
            .formatted(headers.get("webhook-id"), headers.get("webhook-timestamp"))
            .getBytes(StandardCharsets.UTF_8));
    content.writeBytes(body);
    Set<String> signatures = Set.of(headers.get("webhook-signature").split(" ", -1));
    List<String> known =
        secrets.stream()
            .filter(secret -> signatures.contains("v1," + hmac(secret, content.toByteArray())))
            .toList();
    assertThat(known).as("secrets of which a signature is there").isNotEmpty();
    secretsUsed.addAll(known);
    List<String> pairs = new ArrayList<>();
    for (JWK key : publicKeys.getKeys()) {
      if (key instanceof OctetKeyPair pair
          && signatures.stream().anyMatch(each -> isSigned(pair, content.toByteArray(), each))) {
        pairs.add(key.getKeyID());
      }
    }
    assertThat(pairs).as("public keys of which a signature is there").isNotEmpty();
    publicKeysUsed.addAll(pairs);
  }

  private static String hmac(String secret, byte[] content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
      return Base64.getEncoder().encodeToString(mac.doFinal(content));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isSigned(OctetKeyPair pair, byte[] content, String signature) {
    if (!signature.startsWith("v1a,")) {
      return false;
    }
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    Stream.of(ED25519_PREFIX, pair.getDecodedX()).forEach(encoded::writeBytes);
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(
          KeyFactory.getInstance("Ed25519")
              .generatePublic(new X509EncodedKeySpec(encoded.toByteArray())));
      verifier.update(content);
      return verifier.verify(Base64.getDecoder().decode(signature.substring("v1a,".length())));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
