package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.crypto.RSASSASigner;
import dev.switchboard.contract.SecurityCase.Row;
import dev.switchboard.support.Json;
import dev.switchboard.support.TestIssuer;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a request with a well-signed token gets that says the wrong thing, or too much. */
final class ClaimCases extends TokenTable {

  ClaimCases(SecurityScene scene) {
    super(scene);
  }

  List<Row> rows() throws JOSEException {
    return List.of(times(), purpose(), entra(), structure(), size());
  }

  private Row times() {
    long now = Instant.now().getEpochSecond();
    List<SecurityCase> cases = new ArrayList<>();
    for (String claim :
        List.of(
            "\"exp\":%d".formatted(now - 120),
            "\"exp\":0",
            "\"exp\":-1",
            "\"exp\":\"%d\"".formatted(now + 3600),
            "\"exp\":\"tomorrow\"",
            "\"exp\":null",
            "\"exp\":true",
            "\"exp\":[%d]".formatted(now + 3600),
            "\"nbf\":%d".formatted(now + 180),
            "\"nbf\":\"%d\"".formatted(now - 180),
            "\"iat\":%d".formatted(now + 180),
            "\"iat\":\"yesterday\"",
            "\"aud\":\"api://other\"",
            "\"aud\":\"%s/\"".formatted(SecurityScene.AUDIENCE),
            "\"aud\":\"%s\"".formatted(SecurityScene.AUDIENCE.toUpperCase(Locale.ROOT)),
            "\"aud\":\"%s,%s\"".formatted(SecurityScene.AUDIENCE, SecurityScene.SECOND_AUDIENCE),
            "\"aud\":[]",
            "\"aud\":null",
            "\"aud\":\"*\"",
            "\"iss\":\"%s\"".formatted(scene.stranger.url()),
            "\"iss\":\"%s/\"".formatted(scene.issuer.url(scene.tenant)),
            "\"iss\":\"%s\"".formatted(scene.issuer.url()),
            "\"iss\":\"%s\"".formatted(scene.issuer.url(scene.otherTenant)),
            "\"iss\":null",
            "\"iss\":[\"%s\"]".formatted(scene.issuer.url(scene.tenant)),
            "\"tid\":\"%s\"".formatted(scene.otherTenant),
            "\"tid\":\"{tenantid}\"",
            "\"tid\":null",
            "\"tid\":\"\"",
            "\"tid\":7",
            "\"tid\":\"%s/../%s\"".formatted(scene.tenant, scene.tenant))) {
      cases.add(refused(claim, claim(claim)));
    }
    for (String claim : List.of("exp", "aud", "iss", "tid")) {
      cases.add(refused("no " + claim, scene.rs256(Json.without(claims, claim))));
    }
    for (String tid : List.of(scene.unlistedTenant, "../" + scene.tenant, "x' OR '1'='1")) {
      cases.add(
          refused(
              "tid %s, iss to match".formatted(tid),
              claim("\"tid\":\"%s\",\"iss\":\"%s\"".formatted(tid, scene.issuer.url(tid)))));
    }
    cases.add(
        read(
            "accepted: one of several audiences",
            claim("\"aud\":[\"api://other\",\"%s\"]".formatted(SecurityScene.SECOND_AUDIENCE))));
    return new Row("expired; exp, nbf, iat, aud, iss or tid wrong or missing", cases);
  }

  private Row purpose() {
    List<SecurityCase> cases = new ArrayList<>();
    for (String type :
        List.of("logout+jwt", "secevent+jwt", "dpop+jwt", "id+jwt", "application/json")) {
      cases.add(refused("typ " + type, rs256(header("typ", type))));
    }
    cases.add(refused("typ is no text", rs256(Json.with(header, "{\"typ\":1}").toString())));
    cases.add(
        refused(
            "an ID token",
            scene.rs256(
                Json.with(
                    Json.without(claims, "azp"),
                    "{\"sub\":\"u\",\"nonce\":\"n\",\"name\":\"A\"}"))));
    for (String application : List.of("null", "\"\"", "\" \"", "7", "[\"bot\"]")) {
      cases.add(refused("azp " + application, claim("\"azp\":" + application)));
    }
    cases.add(read("accepted: typ at+jwt", rs256(header("typ", "at+jwt"))));
    return new Row("tokens made for something else: typ, ID token, no application", cases);
  }

  private Row entra() throws JOSEException {
    JsonObject version1 =
        Json.with(
            Json.without(claims, "azp"),
            "{\"iss\":\"%s\",\"appid\":\"bot\",\"ver\":\"1.0\"}"
                .formatted(scene.issuerOfVersion1.url(scene.tenant)));
    return Row.of(
        "Entra forms: v1 appid, v2 azp accepted; app-only roles; delegated scp only -> 403",
        read("accepted: version 1", scene.issuerOfVersion1.rs256(version1.toString())),
        read("accepted: version 2", claim("\"ver\":\"2.0\"")),
        refused("version 1 signed by the issuer of version 2", scene.rs256(version1)),
        delegated(
            "scp only",
            Json.with(Json.without(claims, "roles"), "{\"scp\":\"Calls.AccessMedia.All\"}")),
        delegated("scp and roles", Json.with(claims, "{\"scp\":\"Calls.AccessMedia.All\"}")),
        delegated("empty scp", Json.with(claims, "{\"scp\":\"\"}")),
        delegated("idtyp user", Json.with(claims, "{\"idtyp\":\"user\"}")),
        read("accepted: idtyp app", claim("\"idtyp\":\"app\"")));
  }

  private SecurityCase delegated(String name, JsonObject changed) {
    return update(name)
        .bearer(scene.rs256(changed))
        .gets(403)
        .and(response -> assertThat(response.asString()).contains("Delegated"));
  }

  private Row structure() throws JOSEException {
    List<SecurityCase> cases = new ArrayList<>();
    JWSSigner stranger = new RSASSASigner(scene.stranger.rsa());
    String url = scene.stranger.url() + "/keys";
    String jwk = scene.stranger.rsa().toPublicJWK().toJSONString();
    for (String embedded :
        List.of(
            "\"jwk\":" + jwk,
            "\"jku\":\"%s\"".formatted(url),
            "\"x5u\":\"%s\"".formatted(url),
            "\"x5c\":[\"MIIB\"]",
            "\"iss\":\"%s\"".formatted(scene.stranger.url()))) {
      String own = Json.with(header, "{" + embedded + "}").toString();
      cases.add(
          refused(
              "header " + embedded.substring(0, 5) + ", signed by its key",
              TestIssuer.signed(stranger, JWSAlgorithm.RS256, own, claims.toString())));
    }
    for (String critical :
        List.of(
            "\"crit\":[\"exp\"],\"exp\":1",
            "\"crit\":[\"x\"],\"x\":1",
            "\"crit\":[\"b64\"],\"b64\":false",
            "\"crit\":1")) {
      cases.add(
          refused("header " + critical, rs256(Json.with(header, "{" + critical + "}").toString())));
    }
    JWEObject encrypted =
        new JWEObject(
            new JWEHeader(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM), new Payload(good));
    encrypted.encrypt(new RSAEncrypter(scene.issuer.rsa()));
    String text = claims.toString();
    String start = text.substring(0, text.length() - 1);
    cases.addAll(
        List.of(
            refused("JWE round a good token", encrypted.serialize()),
            refused("JWS round a good token", scene.issuer.rs256(header("cty", "JWT"), good)),
            refused("JSON serialization", "{\"payload\":\"%s\"}".formatted(part(good, 1))),
            refused("claim twice", scene.issuer.rs256(start + ",\"azp\":\"media\"}")),
            refused(
                "header twice",
                rs256(
                    header.toString().substring(0, header.toString().length() - 1)
                        + ",\"alg\":\"none\"}")),
            refused("claims are a list", scene.issuer.rs256("[" + text + "]")),
            refused("claims are text", scene.issuer.rs256("\"x\"")),
            refused("no claims", scene.issuer.rs256("")),
            refused("claims are no JSON", scene.issuer.rs256(text + "x")),
            refused("roles is text", claim("\"roles\":\"Calls.AccessMedia.All\"")),
            refused("roles is an object", claim("\"roles\":{\"Calls.AccessMedia.All\":true}")),
            refused("a role is null", claim("\"roles\":[null,\"Calls.AccessMedia.All\"]")),
            refused("a role is a list", claim("\"roles\":[[\"Calls.AccessMedia.All\"]]")),
            refused("five parts", good + ".a.b"),
            refused("garbage", "garbage"),
            refused("dots", ".."),
            refused("empty objects", "e30.e30.e30"),
            update("not ASCII")
                .bearer("\u00FC\u20AC.\u00FC.\u00FC")
                .gets(400, 401)
                .perhapsByTheServer()));
    cases.add(
        read(
            "accepted: header that is not critical",
            rs256(Json.with(header, "{\"x\":1}").toString())));
    return new Row("RFC 8725: embedded keys, crit, nesting, encryption, duplicates, types", cases);
  }

  private Row size() {
    String roles =
        Stream.iterate(0, i -> i + 1)
            .limit(10_000)
            .map(i -> "\"Role.%d\"".formatted(i))
            .collect(Collectors.joining(","));
    return Row.of(
        "a 1 MB token, 10 000 roles",
        update("1 MB").bearer("a".repeat(1 << 20)).gets(400, 401, 413, 431).perhapsByTheServer(),
        update("10 000 roles")
            .bearer(claim("\"roles\":[%s]".formatted(roles)))
            .gets(400, 401, 413, 431)
            .perhapsByTheServer(),
        update("7 000 characters").bearer("a".repeat(7000)).gets(401),
        update("300 roles, none of ours")
            .bearer(
                claim(
                    "\"roles\":[%s]".formatted(roles.substring(0, roles.indexOf(",\"Role.300\"")))))
            .gets(403));
  }
}
