package dev.switchboard.container;

import dev.switchboard.error.ApiException;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.SystemException;
import java.sql.SQLException;
import java.util.UUID;
import javax.transaction.xa.XAException;

/** A bean of the tests that fails in every way a transaction can. */
@Stateless
public class FailureBean {

  @PersistenceContext private EntityManager entities;

  /** Fails. */
  public void fail(String kind) {
    switch (kind) {
      case "refusal" -> throw ApiException.conflict("status", "planted refusal");
      case "defect" -> throw new IllegalStateException("planted secret");
      case "ejb" -> throw new EJBException("planted secret", new RuntimeException("planted"));
      case "persistence" -> throw new PersistenceException("planted secret");
      case "optimistic-lock" -> throw new OptimisticLockException("planted secret");
      case "lock-timeout" -> throw new LockTimeoutException("planted secret");
      case "commit-unknown" -> {
        SystemException unfinished = new SystemException("planted secret");
        unfinished.initCause(new XAException("planted secret"));
        throw new EJBException("planted secret", unfinished);
      }
      case "connection-lost" ->
          throw new PersistenceException(
              "planted secret", new SQLException("planted secret", "08006"));
      case "commit" ->
          // The foreign key is violated at once, but inside a transaction that then cannot commit.
          entities
              .createNativeQuery(
                  "INSERT INTO comms_operation (id, call_id, tenant_id, application_id, operation_type, status, created_at,"
                      + " modified_at, version) VALUES (?, ?, 't', 'a', 'COMMS_OPERATION', 'RUNNING', CURRENT_TIMESTAMP,"
                      + " CURRENT_TIMESTAMP, 1)")
              .setParameter(1, UUID.randomUUID())
              .setParameter(2, UUID.randomUUID())
              .executeUpdate();
      default -> throw new AssertionError(kind);
    }
  }
}
