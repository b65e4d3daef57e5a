package dev.switchboard.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.switchboard.security.Owner;
import dev.switchboard.settings.Settings;
import dev.switchboard.signing.NotificationSignatures.ReceiverKey;
import dev.switchboard.support.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The headers that a notification is authenticated by; what verifies them is in the samples. */
class NotificationSignaturesTest {

  private static final Owner BOT = new Owner("tenant", "bot");
  private static final Owner OTHER = new Owner("tenant", "bot-2");
  private static final UUID ID = UUID.fromString("01a209de-2972-7100-a7ea-f47dc882decc");
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
  private static final Instant START = Instant.parse("2030-01-31T10:20:30.987654Z");
  private static final Duration PERIOD = Duration.ofDays(90);

  private final VirtualClock clock = new VirtualClock(START);
  private final MemoryKeys store = new MemoryKeys();
  private final KeyRing ring = new KeyRing(store, PERIOD);
  private final NotificationSignatures signatures =
      signatures(Map.of("switchboard.base-url", "https://calls.example.com"));

  private NotificationSignatures signatures(Map<String, String> properties) {
    return new NotificationSignatures(
        ring, new CallbackIssuer(ring, Settings.from(Map.of(), properties), clock));
  }

  private Map<String, String> headers() {
    return signatures.headers(BOT, ID, BODY, clock.instant());
  }

  private static SignedJWT token(Map<String, String> headers) throws ParseException {
    assertThat(headers.get("Authorization")).startsWith("Bearer ");
    return SignedJWT.parse(headers.get("Authorization").substring("Bearer ".length()));
  }

  private List<String> schemes() {
    return Arrays.stream(headers().get("webhook-signature").split(" ", -1))
        .map(signature -> signature.split(",", -1)[0])
        .toList();
  }

  @Test
  void thereAreFourHeaders() {
    Map<String, String> headers = headers();

    assertThat(headers.keySet())
        .containsExactly("Authorization", "webhook-id", "webhook-timestamp", "webhook-signature");
    assertThat(headers.get("webhook-id")).isEqualTo(ID.toString());
    assertThat(headers.get("webhook-timestamp")).isEqualTo("1896085230");
  }

  @Test
  void tokenHasTheClaimsOfGraph() throws ParseException, JOSEException {
    SignedJWT token = token(headers());
    JWTClaimsSet claims = token.getJWTClaimsSet();
    SigningKey key = store.of(KeyKind.RS256).get(0);

    assertThat(token.getHeader().toJSONObject())
        .isEqualTo(Map.of("alg", "RS256", "typ", "JWT", "kid", key.id()));
    assertThat(token.verify(new RSASSAVerifier(key.jwk().toRSAKey().toPublicJWK()))).isTrue();
    assertThat(claims.getClaims().keySet())
        .containsExactlyInAnyOrder("iss", "aud", "tid", "iat", "nbf", "exp");
    assertThat(claims.getIssuer()).isEqualTo("https://calls.example.com");
    assertThat(claims.getAudience()).containsExactly("bot");
    assertThat(claims.getStringClaim("tid")).isEqualTo("tenant");
    assertThat(claims.getIssueTime()).isEqualTo(seconds(START));
    assertThat(claims.getNotBeforeTime()).isEqualTo(seconds(START.minusSeconds(300)));
    assertThat(claims.getExpirationTime()).isEqualTo(seconds(START.plusSeconds(3_600)));
  }

  @Test
  void tokenIsSentForFiveMinutesAndToItsReceiverOnly() throws ParseException {
    String first = headers().get("Authorization");
    clock.pass(CallbackIssuer.SENT_FOR.minusMillis(1));
    assertThat(headers()).containsEntry("Authorization", first);
    assertThat(
            token(signatures.headers(OTHER, ID, BODY, clock.instant()))
                .getJWTClaimsSet()
                .getAudience())
        .containsExactly("bot-2");

    clock.pass(Duration.ofMillis(1));

    assertThat(token(headers()).getJWTClaimsSet().getIssueTime())
        .isEqualTo(seconds(START.plus(CallbackIssuer.SENT_FOR)));
  }

  @Test
  void tokenFromTheFutureIsNotSentOnceTheClockHasGoneBack() throws ParseException {
    headers();
    clock.pass(Duration.ofHours(-2));

    assertThat(token(headers()).getJWTClaimsSet().getIssueTime())
        .isEqualTo(seconds(START.minus(Duration.ofHours(2))));
  }

  private static Date seconds(Instant time) {
    return Date.from(Instant.ofEpochSecond(time.getEpochSecond()));
  }

  @Test
  void issuerAndAudienceAreThoseOfTheSettings() throws ParseException {
    JWTClaimsSet claims =
        token(
                signatures(
                        Map.of(
                            "switchboard.callback-issuer",
                            "https://api.botframework.com",
                            "switchboard.callback-audience",
                            "api://bots"))
                    .headers(BOT, ID, BODY, START))
            .getJWTClaimsSet();

    assertThat(claims.getIssuer()).isEqualTo("https://api.botframework.com");
    assertThat(claims.getAudience()).containsExactly("api://bots");
  }

  @Test
  void oneKeyOfEachKindSigns() {
    assertThat(schemes()).containsExactly("v1", "v1a");
  }

  @Test
  void bothKeysSignDuringARotation() throws ParseException {
    SignedJWT before = token(headers());
    clock.pass(PERIOD.minus(KeySchedule.PUBLISHED_AROUND));
    assertThat(schemes()).as("the next key is published").containsExactly("v1", "v1a");
    assertThat(store.stored).hasSize(6);
    assertThat(token(headers()).getHeader().getKeyID()).isEqualTo(before.getHeader().getKeyID());

    clock.pass(KeySchedule.PUBLISHED_AROUND);

    assertThat(schemes()).containsExactly("v1", "v1", "v1a", "v1a");
    assertThat(token(headers()).getHeader().getKeyID())
        .isEqualTo(store.of(KeyKind.RS256).get(1).id());
    clock.pass(KeySchedule.LONGEST_OVERLAP);
    assertThat(schemes()).containsExactly("v1", "v1a");
  }

  @Test
  void sameMessageAtAnotherTimeHasOtherSignatures() {
    String first = headers().get("webhook-signature");
    assertThat(headers().get("webhook-signature")).isEqualTo(first);

    clock.pass(Duration.ofSeconds(1));

    assertThat(headers().get("webhook-signature")).isNotEqualTo(first);
    assertThat(headers().get("webhook-id")).isEqualTo(ID.toString());
  }

  @Test
  void everyReceiverIsToldItsOwnSecretAndTheSamePublicKey() {
    List<ReceiverKey> own = signatures.keysOf(BOT, START);
    List<ReceiverKey> others = signatures.keysOf(OTHER, START);

    assertThat(own.stream().map(ReceiverKey::scheme)).containsExactly("v1", "v1a");
    assertThat(own.get(0).key()).startsWith("whsec_").isNotEqualTo(others.get(0).key());
    assertThat(own.get(1).key()).startsWith("whpk_").isEqualTo(others.get(1).key());
    assertThat(own.get(0).key())
        .as("the master itself is told to nobody")
        .isNotEqualTo(
            "whsec_"
                + Base64.getEncoder()
                    .encodeToString(
                        store.of(KeyKind.HMAC).get(0).jwk().toOctetSequenceKey().toByteArray()));
    assertThat(own.get(0).toString()).doesNotContain("whsec_");
  }

  @Test
  void receiverIsToldTheNextSecretBeforeItSigns() {
    String first = signatures.keysOf(BOT, START).get(0).key();
    clock.pass(PERIOD.minus(KeySchedule.PUBLISHED_AROUND));
    Instant next = clock.instant().plus(KeySchedule.PUBLISHED_AROUND);

    List<ReceiverKey> keys = signatures.keysOf(BOT, clock.instant());

    assertThat(keys.stream().map(ReceiverKey::scheme)).containsExactly("v1", "v1", "v1a", "v1a");
    assertThat(keys.get(0).key()).isEqualTo(first);
    assertThat(keys.get(0).end()).contains(next.plus(KeySchedule.LONGEST_OVERLAP));
    assertThat(keys.get(1).begin()).isEqualTo(next);
    assertThat(keys.get(1).end()).isEmpty();
  }
}
