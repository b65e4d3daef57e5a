package dev.switchboard.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.settings.Settings;
import dev.switchboard.support.VirtualClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which tokens prove something: of an issuer of the test, whose keys come and go, at any time; good
 * ones first, then each thing that can be wrong, then what the issuer can do.
 */
class AccessTokenVerifierTest {

  private static final String TENANT = "11111111-2222-3333-4444-555555555555";
  private static final String APPLICATION = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
  private static final Instant NOW = Instant.parse("2030-01-31T10:20:30Z");

  private static RSAKey rsa;
  private static RSAKey strangersRsa;
  private static ECKey ec;

  private final FakeIssuer issuer = new FakeIssuer();
  private final VirtualClock clock = new VirtualClock(NOW);
  private AccessTokenVerifier verifier;

  @BeforeAll
  static void makeKeys() throws JOSEException {
    rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
    strangersRsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
    ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
  }

  @BeforeEach
  void trustTheIssuer() {
    issuer.publish(rsa.toPublicJWK(), ec.toPublicJWK());
    verifier = verifier(issuer.settings());
  }

  @AfterEach
  void stopTheIssuer() {
    issuer.close();
  }

  // ---- tokens that are good

  @Test
  void tokenOfVersion2NamesTheApplicationAsAzp() throws Exception {
    assertThat(verifier.verify(rs256(claims -> {})))
        .isEqualTo(new Caller(TENANT, APPLICATION, Set.of("Calls.Initiate.All")));
  }

  @Test
  void tokenOfVersion1NamesTheApplicationAsAppid() throws Exception {
    String token = rs256(claims -> claims.claim("azp", null).claim("appid", APPLICATION));

    assertThat(verifier.verify(token).applicationId()).isEqualTo(APPLICATION);
  }

  @Test
  void es256IsAccepted() throws Exception {
    String token = sign(JWSAlgorithm.ES256, "ec", new ECDSASigner(ec), valid().build());

    assertThat(verifier.verify(token).applicationId()).isEqualTo(APPLICATION);
  }

  @ParameterizedTest(name = "typ {0}")
  @ValueSource(strings = {"JWT", "jwt", "at+jwt"})
  void typeOfAnAccessTokenIsAccepted(String type) throws Exception {
    assertThat(verifier.verify(typed(type)).tenantId()).isEqualTo(TENANT);
  }

  @ParameterizedTest(name = "typ {0}")
  @ValueSource(strings = {"logout+jwt", "secevent+jwt", "dpop+jwt"})
  void tokenForAnotherPurposeIsRefused(String type) throws Exception {
    assertInvalid(typed(type));
  }

  @Test
  void callerWithoutRolesHasNone() throws Exception {
    assertThat(verifier.verify(rs256(claims -> claims.claim("roles", null))).roles()).isEmpty();
    assertThat(verifier.verify(rs256(claims -> claims.claim("roles", List.of()))).roles())
        .isEmpty();
  }

  @Test
  void audienceMayBeOneOfSeveral() throws Exception {
    String token = rs256(claims -> claims.audience(List.of("api://other", "api://switchboard")));

    assertThat(verifier.verify(token).tenantId()).isEqualTo(TENANT);
  }

  // ---- time

  @Test
  void clocksMayDifferByAMinute() throws Exception {
    Instant soon = NOW.plusSeconds(55);
    String early =
        rs256(claims -> claims.issueTime(Date.from(soon)).notBeforeTime(Date.from(soon)));
    String late = rs256(claims -> claims.expirationTime(Date.from(NOW.minusSeconds(55))));

    assertThat(verifier.verify(early).tenantId()).isEqualTo(TENANT);
    assertThat(verifier.verify(late).tenantId()).isEqualTo(TENANT);
  }

  @Test
  void tokenThatWasAcceptedIsRefusedOnceItHasExpired() throws Exception {
    String token = rs256(claims -> claims.expirationTime(Date.from(NOW.plusSeconds(10))));
    verifier.verify(token);

    clock.pass(Duration.ofSeconds(69));
    assertThat(verifier.verify(token).tenantId()).isEqualTo(TENANT);
    clock.pass(Duration.ofSeconds(1));

    assertInvalid(token);
  }

  @Test
  void tokenThatWasAcceptedIsRefusedOnceTheClockIsBeforeItsTime() throws Exception {
    String token = rs256(claims -> claims.notBeforeTime(Date.from(NOW)));
    verifier.verify(token);

    clock.pass(Duration.ofSeconds(-61));

    assertInvalid(token);
  }

  static Stream<Arguments> othersThanItsKey() {
    return Stream.of(
        Arguments.of("withdrawn", ec.toPublicJWK()),
        Arguments.of("replaced under the same name", strangersRsa.toPublicJWK()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("othersThanItsKey")
  void tokenThatWasAcceptedIsRefusedOnceItsKeyIsGone(String how, JWK other) throws Exception {
    String token = rs256(claims -> claims.expirationTime(Date.from(NOW.plusSeconds(86_400))));
    verifier.verify(token);
    issuer.publish(other);

    clock.pass(IssuerKeys.FRESH.plusSeconds(1));
    // It is still trusted while the issuer is asked; here that is done at once.
    verifier.verify(token);

    assertInvalid(token);
  }

  // ---- claims

  static Stream<Arguments> badClaims() {
    return Stream.of(
        bad("expired", claims -> claims.expirationTime(Date.from(NOW.minusSeconds(61)))),
        bad("expired long ago", claims -> claims.expirationTime(Date.from(Instant.EPOCH))),
        bad("no exp", claims -> claims.expirationTime(null)),
        bad("nbf in the future", claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(61)))),
        bad("iat in the future", claims -> claims.issueTime(Date.from(NOW.plusSeconds(61)))),
        bad("another audience", claims -> claims.audience("api://other")),
        bad("audience in another case", claims -> claims.audience("API://switchboard")),
        bad("audience with a slash", claims -> claims.audience("api://switchboard/")),
        bad("no aud", claims -> claims.audience((String) null)),
        bad("another issuer", claims -> claims.issuer("https://login.example/v2.0")),
        bad("issuer in another case", claims -> claims.issuer("HTTP://127.0.0.1/")),
        bad("no iss", claims -> claims.issuer(null)),
        bad("issuer of another tenant", claims -> claims.claim("tid", APPLICATION)),
        bad("tid is the placeholder", claims -> claims.claim("tid", "{tenantid}")),
        bad("no tid", claims -> claims.claim("tid", null)),
        bad("tid is a number", claims -> claims.claim("tid", 1)),
        bad("no application", claims -> claims.claim("azp", null)),
        bad("blank application", claims -> claims.claim("azp", " ")),
        bad("application is a list", claims -> claims.claim("azp", List.of(APPLICATION))),
        bad("roles is text", claims -> claims.claim("roles", "Calls.Initiate.All")),
        bad("roles is an object", claims -> claims.claim("roles", Map.of("a", "b"))),
        bad("roles of numbers", claims -> claims.claim("roles", List.of(1))));
  }

  private static Arguments bad(String name, Consumer<JWTClaimsSet.Builder> fault) {
    return Arguments.of(name, fault);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badClaims")
  void badClaimProvesNothing(String name, Consumer<JWTClaimsSet.Builder> fault) throws Exception {
    assertInvalid(rs256(fault));
  }

  /** A claim that is null is one that is missing. */
  @Test
  void nullAsTimeOfExpiryIsRefused() throws Exception {
    String claims = valid().build().toString().replaceFirst("\"exp\":\\d+", "\"exp\":null");
    assertThat(claims).contains("\"exp\":null");
    JWSObject token =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").build(), new Payload(claims));
    token.sign(new RSASSASigner(rsa));

    assertInvalid(token.serialize());
  }

  // ---- signatures

  @Test
  void unsignedTokenIsRefused() {
    assertInvalid(new PlainJWT(valid().build()).serialize());
    assertInvalid(new PlainJWT(valid().build()).serialize() + "x");
  }

  @Test
  void publicKeyIsNoSharedSecret() throws Exception {
    for (byte[] secret :
        List.of(
            rsa.toPublicKey().getEncoded(),
            rsa.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8),
            rsa.getModulus().decode())) {
      assertInvalid(sign(JWSAlgorithm.HS256, "rsa", new MACSigner(secret), valid().build()));
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"RS384", "RS512", "PS256"})
  void otherAlgorithmsAreRefused(String algorithm) throws Exception {
    assertInvalid(
        sign(JWSAlgorithm.parse(algorithm), "rsa", new RSASSASigner(rsa), valid().build()));
  }

  /** Of some the library knows no kind of key at all. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"XS256", "HS512", "Ed25519", "dir"})
  void algorithmThatNoKeyIsForIsRefused(String algorithm) throws Exception {
    String[] parts = rs256(claims -> {}).split("\\.", -1);
    parts[0] = Base64URL.encode("{\"alg\":\"" + algorithm + "\",\"kid\":\"rsa\"}").toString();

    assertInvalid(String.join(".", parts));
  }

  @Test
  void keyOfAStrangerIsRefused() throws Exception {
    assertInvalid(sign(JWSAlgorithm.RS256, "rsa", new RSASSASigner(strangersRsa), valid().build()));
  }

  @Test
  void keyInTheTokenIsNotLookedAt() throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("rsa")
                .jwk(strangersRsa.toPublicJWK())
                .build(),
            valid().build());
    token.sign(new RSASSASigner(strangersRsa));

    assertInvalid(token.serialize());
  }

  @Test
  void unknownKeyIsRefusedEveryTime() throws Exception {
    verifier.verify(rs256(claims -> {}));

    for (int i = 0; i < 5; i++) {
      assertInvalid(
          sign(
              JWSAlgorithm.RS256, "unknown-" + i, new RSASSASigner(strangersRsa), valid().build()));
    }
    assertThat(verifier.verify(rs256(claims -> {})).tenantId()).isEqualTo(TENANT);
    assertThat(issuer.requests()).as("a flood does not reach the issuer").hasSizeLessThan(6);
  }

  @Test
  void newKeyOfTheIssuerIsFound() throws Exception {
    verifier.verify(rs256(claims -> {}));
    RSAKey next = new RSAKeyGenerator(2048).keyID("next").generate();
    issuer.publish(rsa.toPublicJWK(), next.toPublicJWK());
    clock.pass(Duration.ofSeconds(30));

    String token = sign(JWSAlgorithm.RS256, "next", new RSASSASigner(next), valid().build());

    assertThat(verifier.verify(token).tenantId()).isEqualTo(TENANT);
  }

  @Test
  void everyFlippedBitIsNoticed() throws Exception {
    String token = rs256(claims -> {});
    verifier.verify(token);
    String[] parts = token.split("\\.", -1);
    for (int part = 1; part < 3; part++) {
      byte[] bytes = new Base64URL(parts[part]).decode();
      for (int bit = 0; bit < bytes.length * 8; bit++) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        String[] forged = parts.clone();
        forged[part] = Base64URL.encode(flipped).toString();
        assertInvalid(String.join(".", forged));
      }
    }
  }

  // ---- what is no token

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "..",
        "...",
        "a.b.c",
        "eyJhbGciOiJSUzI1NiJ9..",
        "\u0000",
        "e30.e30.e30"
      })
  void garbageIsRefused(String token) {
    assertInvalid(token);
  }

  @Test
  void hugeTokenIsNotEvenParsed() throws Exception {
    assertInvalid(rs256(claims -> claims.claim("padding", "x".repeat(16 * 1024))));
    assertInvalid("x".repeat(10_000_000));
    assertThat(issuer.requests()).isEmpty();
  }

  // ---- whom it speaks for

  @Test
  void delegatedTokenIsForbidden() throws Exception {
    String token = rs256(claims -> claims.claim("roles", null).claim("scp", "Calls.Initiate"));

    assertRefused(() -> verifier.verify(token), ErrorCode.FORBIDDEN);
  }

  /** A user may have app roles too: they do not make the user's token an application's. */
  @Test
  void delegatedTokenWithRolesIsForbidden() throws Exception {
    String token = rs256(claims -> claims.claim("scp", "Calls.Initiate"));

    assertRefused(() -> verifier.verify(token), ErrorCode.FORBIDDEN);
  }

  @Test
  void tokenForAUserByItsTypeIsForbidden() throws Exception {
    String user = rs256(claims -> claims.claim("idtyp", "user"));

    assertThatThrownBy(() -> verifier.verify(user)).isInstanceOf(ApiException.class);
    assertThat(verifier.verify(rs256(claims -> claims.claim("idtyp", "app"))).tenantId())
        .isEqualTo(TENANT);
  }

  // ---- what the issuer can do

  @Test
  void discoveryIsAskedOnce() throws Exception {
    verifier.verify(rs256(claims -> {}));
    verifier.verify(rs256(claims -> {}));

    assertThat(issuer.requests())
        .containsExactly("/common/v2.0/.well-known/openid-configuration", "/keys");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{\"issuer\":\"https://login.example/v2.0\",\"jwks_uri\":\"BASE/keys\"}",
        "{\"issuer\":\"BASE/common/v2.0\",\"jwks_uri\":\"BASE/keys\"}",
        "{\"jwks_uri\":\"BASE/keys\"}",
        "{\"issuer\":\"BASE/{tenantid}/v2.0\"}",
        "{\"issuer\":\"BASE/{tenantid}/v2.0\",\"jwks_uri\":null}",
        "{\"issuer\":\"BASE/{tenantid}/v2.0\",\"jwks_uri\":1}",
        "{\"issuer\":\"BASE/{tenantid}/v2.0\",\"jwks_uri\":\"keys\"}",
        "{\"issuer\":\"BASE/{tenantid}/v2.0\",\"jwks_uri\":\"no-scheme://keys\"}",
        "{\"issuer\":\"BASE/{tenantid}/v2.0\",\"jwks_uri\":\"file:///etc/hostname\"}",
        "{\"issuer\":\"BASE/{tenantid}/v2.0\",\"jwks_uri\":\"BASE/missing\"}",
        "{}",
        "[]",
        "<html>"
      })
  void badDiscoveryDocumentMakesTheServiceUnavailable(String document) throws Exception {
    String token = rs256(claims -> {});
    issuer.discovery(document.replace("BASE", issuer.base()));

    assertRefused(() -> verifier.verify(token), ErrorCode.SERVICE_UNAVAILABLE);
    assertRefused(() -> verifier.verify(token), ErrorCode.SERVICE_UNAVAILABLE);
  }

  @Test
  void missingDiscoveryDocumentIsAskedForAgain() throws Exception {
    String token = rs256(claims -> {});
    issuer.discovery(null);
    assertRefused(() -> verifier.verify(token), ErrorCode.SERVICE_UNAVAILABLE);

    issuer.discovery(
        "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}"
            .formatted(issuer.url("{tenantid}"), issuer.base()));
    clock.pass(Duration.ofSeconds(1));

    assertThat(verifier.verify(token).tenantId()).isEqualTo(TENANT);
  }

  @Test
  void issuerThatIsDownMakesTheServiceUnavailable() throws Exception {
    String token = rs256(claims -> {});
    issuer.close();

    assertRefused(() -> verifier.verify(token), ErrorCode.SERVICE_UNAVAILABLE);
  }

  @Test
  void knownKeysOutliveTheIssuer() throws Exception {
    String token = rs256(claims -> {});
    verifier.verify(token);
    issuer.close();

    assertThat(verifier.verify(token).tenantId()).isEqualTo(TENANT);
  }

  // ---- several issuers, audiences and tenants

  @Test
  void bothFormsOfEntraAreAccepted() throws Exception {
    AccessTokenVerifier both =
        verifier(
            settings(
                "switchboard.issuer",
                issuer.url("{tenantid}") + "," + issuer.base() + "/{tenantid}/"));
    String version1 =
        rs256(
            claims ->
                claims
                    .issuer(issuer.base() + "/" + TENANT + "/")
                    .claim("azp", null)
                    .claim("appid", APPLICATION));
    issuer.discoveryOfVersion1();

    assertThat(both.verify(version1).applicationId()).isEqualTo(APPLICATION);
    assertThat(both.verify(rs256(claims -> {})).applicationId()).isEqualTo(APPLICATION);
    assertInvalid(version1);
  }

  @Test
  void keyOfOneIssuerProvesNothingForAnother() throws Exception {
    try (FakeIssuer other = new FakeIssuer()) {
      other.publish(strangersRsa.toPublicJWK());
      AccessTokenVerifier both =
          verifier(
              settings(
                  "switchboard.issuer", issuer.url("{tenantid}") + "," + other.url("{tenantid}")));
      JWTClaimsSet own = valid().build();
      JWTClaimsSet others = new JWTClaimsSet.Builder(own).issuer(other.url(TENANT)).build();
      JWSSigner stranger = new RSASSASigner(strangersRsa);

      assertThat(both.verify(sign(JWSAlgorithm.RS256, "rsa", stranger, others)).tenantId())
          .isEqualTo(TENANT);
      assertThatThrownBy(() -> both.verify(sign(JWSAlgorithm.RS256, "rsa", stranger, own)))
          .isInstanceOf(InvalidTokenException.class);
    }
  }

  @Test
  void anyOfSeveralAudiencesWillDo() throws Exception {
    AccessTokenVerifier several =
        verifier(
            settings(
                "switchboard.issuer",
                issuer.url("{tenantid}"),
                "switchboard.audience",
                "api://one,api://two"));

    assertThat(several.verify(rs256(claims -> claims.audience("api://two"))).tenantId())
        .isEqualTo(TENANT);
    assertThatThrownBy(() -> several.verify(rs256(claims -> {})))
        .isInstanceOf(InvalidTokenException.class);
  }

  @Test
  void onlyListedTenantsAreServed() throws Exception {
    String token = rs256(claims -> {});
    String issuers = issuer.url("{tenantid}");

    assertThat(
            verifier(settings("switchboard.issuer", issuers, "switchboard.tenant", "x," + TENANT))
                .verify(token)
                .tenantId())
        .isEqualTo(TENANT);
    AccessTokenVerifier others =
        verifier(settings("switchboard.issuer", issuers, "switchboard.tenant", APPLICATION));
    assertThatThrownBy(() -> others.verify(token)).isInstanceOf(InvalidTokenException.class);
  }

  @Test
  void issuerWithATenantInItsUrlSpeaksForThatOneOnly() throws Exception {
    issuer.discoveryOfTenant(TENANT);
    AccessTokenVerifier own = verifier(settings("switchboard.issuer", issuer.url(TENANT)));

    assertThat(own.verify(rs256(claims -> {})).tenantId()).isEqualTo(TENANT);
    String foreign = rs256(claims -> claims.claim("tid", APPLICATION));
    assertThatThrownBy(() -> own.verify(foreign)).isInstanceOf(InvalidTokenException.class);
  }

  @Test
  void applicationIsNamedByClientIdInOtherIssuersTokens() throws Exception {
    String token = rs256(claims -> claims.claim("azp", null).claim("client_id", APPLICATION));

    assertThat(verifier.verify(token).applicationId()).isEqualTo(APPLICATION);
  }

  @Test
  void tokenOfAnUnknownIssuerAsksNobody() throws Exception {
    try (FakeIssuer stranger = new FakeIssuer()) {
      stranger.publish(strangersRsa.toPublicJWK());
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256)
                  .keyID("../../keys")
                  .jwkURL(URI.create(stranger.base() + "/keys"))
                  .x509CertURL(URI.create(stranger.base() + "/certificate"))
                  .build(),
              new JWTClaimsSet.Builder(valid().build()).issuer(stranger.url(TENANT)).build());
      token.sign(new RSASSASigner(strangersRsa));

      assertInvalid(token.serialize());

      assertThat(stranger.requests()).isEmpty();
      assertThat(issuer.requests()).isEmpty();
    }
  }

  @Test
  void withoutIssuerNobodyIsTrusted() throws Exception {
    String token = rs256(claims -> {});
    AccessTokenVerifier trusting = verifier(Settings.from(Map.of(), Map.of()));

    assertRefused(() -> trusting.verify(token), ErrorCode.SERVICE_UNAVAILABLE);
  }

  private AccessTokenVerifier verifier(Settings settings) {
    return new AccessTokenVerifier(
        new TrustedIssuers(settings, (Executor) Runnable::run, clock), clock);
  }

  private static Settings settings(String... keysAndValues) {
    Map<String, String> properties = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return Settings.from(Map.of(), properties);
  }

  private JWTClaimsSet.Builder valid() {
    return new JWTClaimsSet.Builder()
        .issuer(issuer.url(TENANT))
        .audience("api://switchboard")
        .issueTime(Date.from(NOW))
        .notBeforeTime(Date.from(NOW))
        .expirationTime(Date.from(NOW.plus(Duration.ofHours(1))))
        .claim("tid", TENANT)
        .claim("azp", APPLICATION)
        .claim("roles", List.of("Calls.Initiate.All"));
  }

  private String rs256(Consumer<JWTClaimsSet.Builder> change) throws JOSEException {
    JWTClaimsSet.Builder claims = valid();
    change.accept(claims);
    return sign(JWSAlgorithm.RS256, "rsa", new RSASSASigner(rsa), claims.build());
  }

  private String typed(String type) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("rsa")
                .type(new JOSEObjectType(type))
                .build(),
            valid().build());
    token.sign(new RSASSASigner(rsa));
    return token.serialize();
  }

  private static String sign(
      JWSAlgorithm algorithm, String keyId, JWSSigner signer, JWTClaimsSet claims)
      throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
    token.sign(signer);
    return token.serialize();
  }

  private void assertInvalid(String token) {
    assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(InvalidTokenException.class);
  }

  private static void assertRefused(ThrowingCallable code, ErrorCode expected) {
    assertThatThrownBy(code)
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo(expected));
  }
}
