package dev.switchboard.signing;

import com.nimbusds.jose.jwk.JWK;
import java.security.Key;
import java.time.Instant;
import java.util.Optional;

/**
 * A key that is ready to sign.
 *
 * @param id its {@code kid}
 * @param kind what it is for
 * @param validFrom when it begins to sign
 * @param key what signs: a private key, or a secret
 * @param publicKey what verifies; empty for a secret
 */
record LoadedKey(String id, KeyKind kind, Instant validFrom, Key key, Optional<JWK> publicKey) {

  static LoadedKey of(SigningKey stored) {
    JWK jwk = stored.jwk();
    return new LoadedKey(
        stored.id(),
        stored.kind(),
        stored.validFrom(),
        stored.kind().signingKey(jwk),
        Optional.ofNullable(jwk.toPublicJWK()));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "LoadedKey[%s, %s, %s]".formatted(id, kind, validFrom);
  }
}
