package dev.switchboard.container;

import dev.switchboard.error.ApiException;
import dev.switchboard.operation.CommsOperation;
import dev.switchboard.operation.CommsOperationService;
import dev.switchboard.operation.OperationKey;
import dev.switchboard.operation.OperationPatch;
import dev.switchboard.security.Owner;
import dev.switchboard.settings.CallLimits;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** A bean of the tests: transactions that no client can ask for. */
@Stateless
public class Transactions {

  static final Owner OWNER = new Owner("33333333-3333-3333-3333-333333333333", "bot");

  @PersistenceContext private EntityManager entities;
  @Inject private CommsOperationService operations;

  /** Creates a call with one operation in it. */
  public OperationKey newOperation() {
    UUID callId = UUID.randomUUID();
    OffsetDateTime now = OffsetDateTime.parse("2030-01-01T00:00:00Z");
    entities
        .createNativeQuery(
            "INSERT INTO comms_call (id, tenant_id, application_id, callback_uri, call_state, declared_members,"
                + " created_at, modified_at, version) VALUES (?, ?, ?, 'https://bot.example/', 'ESTABLISHED', '{}', ?, ?, 1)")
        .setParameter(1, callId)
        .setParameter(2, OWNER.tenantId())
        .setParameter(3, OWNER.applicationId())
        .setParameter(4, now)
        .setParameter(5, now)
        .executeUpdate();
    return operations
        .create(
            callId,
            OWNER,
            OperationPatch.from(JsonValue.EMPTY_JSON_OBJECT, CallLimits.OF_GRAPH),
            Optional.empty())
        .key();
  }

  /** Cancels the operations of a call, flushes, and then refuses. */
  public void cancelAndRefuse(UUID callId) {
    operations.cancelOpen(callId, OWNER);
    throw ApiException.conflict(null, "refused after a write");
  }

  /** Changes the client context, without a merge. */
  public static OperationPatch clientContext(String value) {
    return OperationPatch.from(
        Json.createObjectBuilder().add("clientContext", value).build(), CallLimits.OF_GRAPH);
  }

  /** As if all that was told of the calls of the owner had been sent. */
  public void sendAll() {
    entities
        .createNativeQuery(
            "UPDATE notification_stream SET next_sequence = last_sequence + 1, due_at = NULL"
                + " WHERE tenant_id = ? AND application_id = ?")
        .setParameter(1, OWNER.tenantId())
        .setParameter(2, OWNER.applicationId())
        .executeUpdate();
  }

  /** Holds the lock of an operation's row while something else happens. */
  public <T> T whileLocked(OperationKey key, Supplier<T> meanwhile) {
    entities
        .createQuery("SELECT o FROM CommsOperation o WHERE o.id = :id", CommsOperation.class)
        .setParameter("id", key.id())
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getSingleResult();
    return meanwhile.get();
  }

  /** When the row of an operation was last written. */
  public OffsetDateTime modifiedAt(OperationKey key) {
    return entities
        .createQuery(
            "SELECT o.modifiedAt FROM CommsOperation o WHERE o.id = :id", OffsetDateTime.class)
        .setParameter("id", key.id())
        .getSingleResult();
  }

  /** Leaves the service without keys, and without notifications for which it would make some. */
  public void deleteSigningKeys() {
    // What is under way has nothing to say any more, so that nothing is tried again and signed.
    entities
        .createNativeQuery(
            "UPDATE notification_stream SET due_at = NULL, leased_until = NULL, fence = fence + 1")
        .executeUpdate();
    entities.createNativeQuery("DELETE FROM signing_key").executeUpdate();
  }

  /** How many keys there are. */
  public long signingKeys() {
    return ((Number)
            entities.createNativeQuery("SELECT COUNT(*) FROM signing_key").getSingleResult())
        .longValue();
  }
}
