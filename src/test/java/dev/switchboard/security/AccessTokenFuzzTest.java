package dev.switchboard.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import dev.switchboard.error.ApiException;
import dev.switchboard.fuzz.SoundRefusal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Any text as an access token, also well signed. */
class AccessTokenFuzzTest {

  private static final Instant NOW = Instant.parse("2030-01-31T10:20:30Z");

  private static FakeIssuer issuer;
  private static ECKey key;
  private static AccessTokenVerifier verifier;

  @BeforeAll
  static void trustAnIssuer() throws JOSEException {
    issuer = new FakeIssuer();
    key = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    issuer.publish(key.toPublicJWK());
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    verifier =
        new AccessTokenVerifier(
            new TrustedIssuers(issuer.settings(), (Executor) Runnable::run, clock), clock);
  }

  @AfterAll
  static void stopTheIssuer() {
    issuer.close();
  }

  /**
   * The first byte, a digit in the corpus, chooses what the others are: the token itself, the
   * claims of a well signed one, or the header of one with a wrong signature.
   */
  @FuzzTest
  void tokenProvesSomethingOrIsRefused(byte[] data) throws JOSEException {
    if (data.length == 0) {
      return;
    }
    byte[] rest = Arrays.copyOfRange(data, 1, data.length);
    String token =
        switch (data[0] & 3) {
          case 0, 1 -> new String(rest, StandardCharsets.UTF_8);
          case 2 -> signed(new String(rest, StandardCharsets.UTF_8));
          default -> Base64URL.encode(rest) + "." + Base64URL.encode("{}") + "." + "AAAA";
        };
    long asked = keyRequests();
    try {
      Caller caller = verifier.verify(token);
      assertThat(data[0] & 3).as("only a signed token proves anything").isEqualTo(2);
      assertThat(caller.tenantId()).isNotBlank();
      assertThat(caller.applicationId()).isNotBlank();
    } catch (InvalidTokenException e) {
      assertThat(e).hasMessageNotContaining("Exception");
    } catch (ApiException refusal) {
      SoundRefusal.check(refusal);
    }
    assertThat(keyRequests()).isLessThanOrEqualTo(asked + 1);
  }

  private static String signed(String claims) throws JOSEException {
    JWSObject token =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec").build(),
            new Payload(claims.replace("ISSUER", issuer.url("t"))));
    token.sign(new ECDSASigner(key));
    return token.serialize();
  }

  private static long keyRequests() {
    return issuer.requests().stream().filter("/keys"::equals).count();
  }
}
