package dev.switchboard.signing;

import com.nimbusds.jose.jwk.JWK;
import dev.switchboard.error.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keys as the database holds them, but in memory, and with failures on demand. */
final class MemoryKeys implements KeyRing.Store {

  final List<SigningKey> stored = new CopyOnWriteArrayList<>();
  int reads;
  int renewals;
  boolean away;
  boolean readOnly;

  @Override
  public List<SigningKey> all() {
    reads++;
    if (away) {
      throw ApiException.unavailable("The database is away.");
    }
    return List.copyOf(stored);
  }

  @Override
  public List<SigningKey> renew(Map<KeyKind, JWK> candidates, Instant now, Duration period) {
    renewals++;
    if (away || readOnly) {
      throw ApiException.unavailable("The database cannot be written.");
    }
    KeyRenewal renewal = KeyRenewal.of(stored, candidates, now, period);
    stored.removeAll(renewal.spent());
    stored.addAll(renewal.made());
    return List.copyOf(stored);
  }

  /** The keys of a kind, in the order in which they were made. */
  List<SigningKey> of(KeyKind kind) {
    return stored.stream().filter(key -> key.kind() == kind).toList();
  }
}
