package dev.switchboard.signing;

import com.nimbusds.jose.jwk.JWK;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.TransientFailuresAnswered;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The transactions on the keys of the service: each its own, whatever the caller is in the middle
 * of, so that a key is there for all nodes before anything is signed with it.
 */
@Stateless
@TransientFailuresAnswered
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class SigningKeyService {

  @PersistenceContext private EntityManager entities;

  /**
   * All keys.
   *
   * @throws ApiException 503 if the database cannot tell just now
   */
  public List<SigningKey> all() {
    return read();
  }

  /**
   * Removes the keys that are spent, and adds new ones where they are needed. Which those are is
   * decided under a lock, so that of several nodes one does it.
   *
   * @param candidates a new key for each kind that may need one; the others are not looked at
   * @param period as for {@link KeySchedule#next}
   * @return all keys there are now
   * @throws ApiException 503 if the database cannot do it just now
   */
  public List<SigningKey> renew(Map<KeyKind, JWK> candidates, Instant now, Duration period) {
    // First of all, so that what is read afterwards is what the node before has left.
    entities
        .createNativeQuery("SELECT kind FROM signing_key_kind ORDER BY kind FOR UPDATE")
        .getResultList();
    KeyRenewal renewal = KeyRenewal.of(read(), candidates, now, period);
    renewal.spent().forEach(entities::remove);
    renewal.made().forEach(entities::persist);
    entities.flush();
    return read();
  }

  private List<SigningKey> read() {
    return entities.createQuery("SELECT k FROM SigningKey k", SigningKey.class).getResultList();
  }
}
