package dev.switchboard.signing;

import com.nimbusds.jose.jwk.JWK;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What has to change among the stored keys.
 *
 * @param spent the keys to remove
 * @param made the keys to add
 */
record KeyRenewal(List<SigningKey> spent, List<SigningKey> made) {

  /**
   * Of all keys that are stored.
   *
   * @param candidates a new key for each kind that may need one; the others are not looked at
   * @param period as for {@link KeySchedule#next}
   */
  static KeyRenewal of(
      List<SigningKey> all, Map<KeyKind, JWK> candidates, Instant now, Duration period) {
    List<SigningKey> spent = new ArrayList<>();
    List<SigningKey> made = new ArrayList<>();
    for (KeyKind kind : KeyKind.values()) {
      KeySchedule<SigningKey> keys =
          KeySchedule.of(
              all.stream().filter(key -> key.kind() == kind).toList(), SigningKey::validFrom);
      spent.addAll(keys.spent(now));
      if (candidates.containsKey(kind)) {
        keys.next(now, period)
            .ifPresent(begin -> made.add(new SigningKey(kind, candidates.get(kind), now, begin)));
      }
    }
    return new KeyRenewal(spent, made);
  }
}
