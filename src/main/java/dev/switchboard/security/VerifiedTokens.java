package dev.switchboard.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tokens that were verified before. A client sends the same one with each of its requests, and its
 * signature does not change; what does change is asked every time: whether it is still its time,
 * and whether the issuer still has the keys with which it was verified.
 */
final class VerifiedTokens {

  /** In characters of all tokens together. */
  private static final long MOST_CHARACTERS = 8L * 1024 * 1024;

  /**
   * A token that was verified.
   *
   * @param caller whom it names
   * @param issuer whose it is
   * @param wanted the keys that it may be verified with
   * @param keys which these were when it was verified
   * @param from before that it is not valid
   * @param until from then on it is not valid any more
   */
  record Verified(
      Caller caller,
      TrustedIssuer issuer,
      JWKSelector wanted,
      List<JWK> keys,
      Instant from,
      Instant until) {

    private boolean holds(Instant now) {
      if (now.isBefore(from) || !now.isBefore(until)) {
        return false;
      }
      try {
        return issuer.keys(wanted).equals(keys);
      } catch (KeySourceException e) {
        // It is verified again, and then it is said what is wrong.
        return false;
      }
    }
  }

  private final Cache<String, Verified> tokens =
      Caffeine.newBuilder()
          .maximumWeight(MOST_CHARACTERS)
          .weigher((String token, Verified verified) -> token.length())
          .build();

  /** Whom a token names, if it was verified before and that still holds. */
  Optional<Caller> caller(String token, Instant now) {
    Verified verified = tokens.getIfPresent(token);
    if (verified == null) {
      return Optional.empty();
    }
    if (!verified.holds(now)) {
      tokens.invalidate(token);
      return Optional.empty();
    }
    return Optional.of(verified.caller());
  }

  void add(String token, Verified verified) {
    tokens.put(token, verified);
  }
}
