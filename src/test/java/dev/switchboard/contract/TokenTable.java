package dev.switchboard.contract;

import com.nimbusds.jose.JOSEException;
import dev.switchboard.support.Json;
import jakarta.json.JsonObject;

/**
 * The request that all cases about tokens make: always the same update, which succeeds with a good
 * token. What differs is named.
 */
abstract class TokenTable {

  static final String UPDATE = "{\"status\":\"Running\"}";

  final SecurityScene scene;
  final JsonObject header;
  final JsonObject claims;
  final String good;

  TokenTable(SecurityScene scene) {
    this.scene = scene;
    this.header = scene.issuer.header();
    this.claims = scene.claims("bot", scene.tenant);
    this.good = scene.rs256(claims);
  }

  /** The update as it would be made if it were allowed. */
  SecurityCase update(String name) {
    return SecurityCase.send(name, "PATCH", scene.operation).json(UPDATE);
  }

  SecurityCase refused(String name, String token) {
    return update(name).bearer(token).gets(401);
  }

  SecurityCase read(String name, String token) {
    return SecurityCase.send(name, "GET", scene.operation).bearer(token).gets(200);
  }

  String claim(String members) {
    return scene.rs256(Json.with(claims, "{" + members + "}"));
  }

  String header(String name, String value) {
    return Json.with(header, "{\"%s\":%s}".formatted(name, Json.quoted(value))).toString();
  }

  String rs256(String otherHeader) {
    try {
      return scene.issuer.rs256(otherHeader, claims.toString());
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  static String part(String token, int index) {
    return token.split("\\.", -1)[index];
  }
}
