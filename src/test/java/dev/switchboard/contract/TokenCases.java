package dev.switchboard.contract;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import dev.switchboard.contract.SecurityCase.Row;
import dev.switchboard.support.Json;
import dev.switchboard.support.TestIssuer;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** What a request with a token gets that is in the wrong place or badly signed. */
final class TokenCases extends TokenTable {

  TokenCases(SecurityScene scene) {
    super(scene);
  }

  List<Row> rows() throws JOSEException {
    return List.of(whereTheTokenIs(), algorithms(), ofTheKey(), keyIds(), tampering());
  }

  private SecurityCase authorization(String name, String value) {
    return update(name).with("Authorization", value).gets(401);
  }

  private Row whereTheTokenIs() {
    return Row.of(
        "no Authorization; Basic; token in the query string or form; two Authorization headers",
        update("no Authorization").gets(401),
        SecurityCase.send("no Authorization, and no JSON", "PATCH", scene.operation)
            .json("not JSON")
            .gets(401),
        SecurityCase.send("no Authorization, and no body", "DELETE", scene.operation).gets(401),
        authorization("Basic", "Basic Ym90OmRldmVsb3BtZW50"),
        authorization("Digest", "Digest username=\"bot\""),
        authorization("Negotiate", "Negotiate abc"),
        authorization("scheme only", "Bearer"),
        authorization("scheme and a blank", "Bearer "),
        authorization("token only", good),
        authorization("no blank", "Bearer" + good),
        authorization("DPoP", "DPoP " + good),
        authorization("another scheme", "Token " + good),
        authorization("two tokens", "Bearer " + good + " " + good),
        authorization("list of two", "Bearer " + good + ",Bearer " + good),
        SecurityCase.send("query", "PATCH", scene.operation + "?access_token=" + good)
            .json(UPDATE)
            .gets(401),
        SecurityCase.send("form", "PATCH", scene.operation)
            .with("Content-Type", "application/x-www-form-urlencoded")
            .bytes(("access_token=" + good).getBytes(StandardCharsets.US_ASCII))
            .gets(401),
        SecurityCase.send("body", "PATCH", scene.operation)
            .json("{\"access_token\":\"%s\"}".formatted(good))
            .gets(401),
        update("cookie").with("Cookie", "access_token=" + good).gets(401),
        update("another header").with("Proxy-Authorization", "Bearer " + good).gets(401),
        update("two headers")
            .bearer(good)
            .with("Authorization", "Basic YTpi")
            .gets(400)
            .about("Authorization"),
        update("the same header twice").bearer(good).bearer(good).gets(400).about("Authorization"),
        SecurityCase.send("accepted: name of the scheme in any case", "GET", scene.operation)
            .with("Authorization", "bEARER " + good)
            .gets(200));
  }

  private Row algorithms() throws JOSEException {
    List<SecurityCase> cases = new ArrayList<>();
    String body = TestIssuer.encoded(claims.toString());
    String signature = part(good, 2);
    for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
      String unsigned = TestIssuer.encoded(header("alg", none)) + "." + body + ".";
      cases.add(refused("alg '" + none + "', no signature", unsigned));
      cases.add(refused("alg '" + none + "', the signature of RS256", unsigned + signature));
    }
    cases.add(
        refused("alg none, two parts", TestIssuer.encoded("{\"alg\":\"none\"}") + "." + body));
    byte[] der = scene.issuer.rsa().toRSAPublicKey().getEncoded();
    String pem = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    cases.add(
        hs256(
            "PEM",
            "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(pem)
                .getBytes(StandardCharsets.US_ASCII)));
    cases.add(hs256("DER", der));
    cases.add(
        hs256(
            "JWK",
            scene.issuer.rsa().toPublicJWK().toJSONString().getBytes(StandardCharsets.US_ASCII)));
    cases.add(hs256("modulus", scene.issuer.rsa().getModulus().decode()));
    for (String spelling : List.of("rs256", "hs256", "RS256 ", "RSA")) {
      cases.add(refused("alg '" + spelling + "'", rs256(header("alg", spelling))));
    }
    return new Row("alg none in any spelling; HS256 signed with the RSA public key", cases);
  }

  private SecurityCase hs256(String form, byte[] secret) throws JOSEException {
    return refused(
        "HS256 with the " + form,
        TestIssuer.signed(
            new MACSigner(secret), JWSAlgorithm.HS256, header("alg", "HS256"), claims.toString()));
  }

  private Row ofTheKey() throws JOSEException {
    List<SecurityCase> cases = new ArrayList<>();
    JWSSigner rsa = new RSASSASigner(scene.issuer.rsa());
    for (JWSAlgorithm other : List.of(JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
      cases.add(
          refused(
              other + ", truly signed so",
              TestIssuer.signed(rsa, other, header("alg", other.getName()), claims.toString())));
    }
    cases.add(refused("ES256 by name, of the RSA key", rs256(header("alg", "ES256"))));
    String es256 =
        Json.with(
                header,
                "{\"alg\":\"ES256\",\"kid\":\"%s\"}".formatted(scene.issuer.ec().getKeyID()))
            .toString();
    cases.add(
        refused(
            "RS256 by name, of the EC key",
            TestIssuer.signed(
                new ECDSASigner(scene.issuer.ec()),
                JWSAlgorithm.ES256,
                Json.with(Json.object(es256), "{\"alg\":\"RS256\"}").toString(),
                claims.toString())));
    String start = TestIssuer.encoded(es256) + "." + TestIssuer.encoded(claims.toString()) + ".";
    cases.add(refused("ES256 of zeros", start + TestIssuer.encoded(new byte[64])));
    byte[] ones = new byte[64];
    Arrays.fill(ones, (byte) 0xFF);
    cases.add(refused("ES256 of ones", start + TestIssuer.encoded(ones)));
    cases.add(refused("ES256, too short", start + TestIssuer.encoded(new byte[63])));
    cases.add(
        refused(
            "ES256, in DER", start + TestIssuer.encoded(new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0})));
    cases.add(refused("no alg", rs256(Json.without(header, "alg").toString())));
    for (String wrong : List.of("null", "256", "[\"RS256\"]", "{\"RS256\":1}")) {
      cases.add(
          refused(
              "alg " + wrong,
              rs256(Json.with(header, "{\"alg\":%s}".formatted(wrong)).toString())));
    }
    cases.add(read("accepted: ES256", scene.issuer.es256(claims.toString())));
    return new Row("algorithm other than the key's", cases);
  }

  private Row keyIds() throws JOSEException {
    List<SecurityCase> cases = new ArrayList<>();
    for (String kid :
        List.of(
            "unknown",
            "x".repeat(3000),
            "../../../../etc/passwd",
            "/dev/null",
            "x' UNION SELECT 'key' --",
            "file:///etc/hostname",
            scene.stranger.url() + "/keys",
            "",
            "\r\nX: y",
            "\u0000")) {
      cases.add(
          refused(
              "kid " + (kid.length() > 100 ? "of 3 000 characters" : Json.quoted(kid)),
              rs256(Json.with(header, "{\"kid\":%s}".formatted(Json.quoted(kid))).toString())));
    }
    for (String kid : List.of("1", "[]", "{}", "true")) {
      cases.add(
          refused(
              "kid " + kid, rs256(Json.with(header, "{\"kid\":%s}".formatted(kid)).toString())));
    }
    JWSSigner stranger = new RSASSASigner(scene.stranger.rsa());
    for (JsonObject own :
        List.of(header, Json.without(header, "kid"), Json.with(header, "{\"kid\":null}"))) {
      cases.add(
          refused(
              "signed by a stranger, kid " + own.get("kid"),
              TestIssuer.signed(stranger, JWSAlgorithm.RS256, own.toString(), claims.toString())));
    }
    cases.add(
        refused(
            "of one issuer, signed by another", scene.issuerOfVersion1.rs256(claims.toString())));
    return new Row("unknown, huge or path-like kid", cases);
  }

  private Row tampering() {
    List<SecurityCase> cases = new ArrayList<>();
    String[] parts = good.split("\\.", -1);
    String[] names = {"header", "payload", "signature"};
    for (int i = 0; i < parts.length; i++) {
      byte[] bytes = Base64.getUrlDecoder().decode(parts[i]);
      for (int at : new int[] {0, bytes.length / 2, bytes.length - 1}) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 1;
        String[] forged = parts.clone();
        forged[i] = TestIssuer.encoded(flipped);
        cases.add(refused("%s, byte %d".formatted(names[i], at), String.join(".", forged)));
      }
    }
    String more = Json.with(claims, "{\"roles\":[\"CommsOperation.ReadWrite.All\"]}").toString();
    cases.add(refused("other claims", parts[0] + "." + TestIssuer.encoded(more) + "." + parts[2]));
    String media = scene.token("media", scene.tenant);
    cases.add(
        refused("signature of another token", parts[0] + "." + part(media, 1) + "." + parts[2]));
    cases.add(refused("no signature", parts[0] + "." + parts[1] + "."));
    cases.add(refused("half a signature", good.substring(0, good.length() - 171)));
    return new Row("bit-flipped signature, payload, header", cases);
  }
}
