package dev.switchboard.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.edm.Schema;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.odata.Precondition;
import dev.switchboard.operation.CommsOperationService;
import dev.switchboard.operation.OperationColumns;
import dev.switchboard.operation.OperationKey;
import dev.switchboard.operation.OperationPatch;
import dev.switchboard.operation.OperationView;
import dev.switchboard.query.ListQuery;
import dev.switchboard.query.Page;
import dev.switchboard.query.PageTokens;
import dev.switchboard.query.QueryOptions;
import dev.switchboard.security.AccessScope;
import dev.switchboard.settings.CallLimits;
import jakarta.annotation.Resource;
import jakarta.ejb.EJBTransactionRequiredException;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The transactions of the service, seen from inside the container. */
@ExtendWith(ArquillianExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class TransactionIT {

  private static final AccessScope SCOPE =
      new AccessScope(Transactions.OWNER.tenantId(), Transactions.OWNER.applicationId(), false);

  @Inject private Transactions transactions;
  @Inject private CommsOperationService operations;
  @Inject private Schema schema;
  @Inject private PageTokens tokens;

  @Resource(lookup = "java:app/jdbc/switchboard")
  private DataSource database;

  @Deployment
  static Archive<?> war() {
    return Deployments.builtWarWith(TransactionIT.class, Transactions.class);
  }

  @Test
  void isolationIsReadCommitted() throws SQLException {
    try (Connection connection = database.getConnection()) {
      assertEquals(Connection.TRANSACTION_READ_COMMITTED, connection.getTransactionIsolation());
    }
  }

  @Test
  void refusalRollsBackWhatWasWrittenBefore() {
    OperationKey key = transactions.newOperation();

    ApiException refusal =
        assertThrows(ApiException.class, () -> transactions.cancelAndRefuse(key.callId()));

    assertEquals(ErrorCode.CONFLICT, refusal.code());
    OperationView operation = get(key);
    assertEquals("NotStarted", operation.members().get("status"));
    assertEquals("W/\"1\"", operation.etag());
  }

  @Test
  void mergeIsStoredAndMovesTheVersionByOne() {
    OperationKey key = transactions.newOperation();

    OperationView merged = merge(key, Transactions.clientContext("a"));

    assertEquals("W/\"2\"", merged.etag());
    assertEquals(merged, get(key));
  }

  @Test
  void emptyMergeWritesNothing() {
    OperationKey key = transactions.newOperation();
    OperationView before = merge(key, Transactions.clientContext("a"));
    OffsetDateTime writtenAt = transactions.modifiedAt(key);

    OperationView after = merge(key, Transactions.clientContext("a"));

    assertEquals(before, after);
    assertEquals(writtenAt, transactions.modifiedAt(key));
  }

  @Test
  void timesAreStoredInUtc() {
    OperationKey key = transactions.newOperation();
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);

    OffsetDateTime modifiedAt = transactions.modifiedAt(key);

    assertTrue(
        modifiedAt.isAfter(now.minusMinutes(1)) && modifiedAt.isBefore(now.plusMinutes(1)),
        () -> modifiedAt + " is not about " + now);
  }

  @Test
  void secondWriterWaitsForTheFirst() throws Exception {
    OperationKey key = transactions.newOperation();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      // Started while the row is locked, and so answered after the lock is gone.
      Future<OperationView> second =
          transactions.whileLocked(
              key, () -> thread.submit(() -> merge(key, Transactions.clientContext("b"))));

      assertEquals("W/\"2\"", second.get().etag());
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void writerDoesNotWaitForeverForALock() {
    OperationKey key = transactions.newOperation();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Throwable failure =
          transactions.whileLocked(
              key,
              () ->
                  assertThrows(
                          ExecutionException.class,
                          () ->
                              thread
                                  .submit(() -> merge(key, Transactions.clientContext("b")))
                                  .get())
                      .getCause());

      ApiException refusal = assertInstanceOf(ApiException.class, failure);
      assertEquals(ErrorCode.SERVICE_UNAVAILABLE, refusal.code());
      assertEquals("W/\"1\"", get(key).etag());
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void creatingAndListingNeedTheTransactionOfTheCall() {
    OperationKey key = transactions.newOperation();
    OperationPatch document = OperationPatch.from(JsonValue.EMPTY_JSON_OBJECT, CallLimits.OF_GRAPH);
    ListQuery everything =
        ListQuery.of(
            QueryOptions.of(Map.of(), Set.of()),
            new ListQuery.Collection(OperationColumns.COLUMNS, schema, Optional.empty(), ""),
            tokens,
            ListQuery.Size.USUAL);

    assertThrows(
        EJBTransactionRequiredException.class,
        () -> operations.count(key.callId(), SCOPE, everything));
    assertThrows(
        EJBTransactionRequiredException.class,
        () -> operations.create(key.callId(), Transactions.OWNER, document, Optional.empty()));
    assertThrows(
        EJBTransactionRequiredException.class,
        () -> {
          Page<OperationView> unused = operations.list(key.callId(), SCOPE, everything);
        });
    assertThrows(
        EJBTransactionRequiredException.class,
        () -> operations.cancelOpen(key.callId(), Transactions.OWNER));
  }

  private OperationView get(OperationKey key) {
    return operations.get(key, Optional.empty(), SCOPE);
  }

  private OperationView merge(OperationKey key, OperationPatch patch) {
    return operations.merge(key, Optional.empty(), SCOPE, patch, Precondition.of(null, null));
  }
}
