package dev.switchboard.operation;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import dev.switchboard.audit.AuditTrail;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.TransientFailuresAnswered;
import dev.switchboard.notification.Audience;
import dev.switchboard.notification.ChangeNotification;
import dev.switchboard.notification.ChangeType;
import dev.switchboard.notification.NotifiesLast;
import dev.switchboard.notification.Outbox;
import dev.switchboard.odata.Precondition;
import dev.switchboard.query.Condition;
import dev.switchboard.query.ListQuery;
import dev.switchboard.query.Page;
import dev.switchboard.query.Rows;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.OwnedEntity;
import dev.switchboard.security.Owner;
import dev.switchboard.settings.Settings;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The transactions on operations. {@link #merge} is the one door for a change of content: it holds
 * the row's lock from the read to the commit, so that writers queue up instead of colliding
 * (decision 0003).
 */
@Stateless
@TransientFailuresAnswered
@NotifiesLast
public class CommsOperationService {

  @PersistenceContext private EntityManager entities;
  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private TimeOrderedEpochFactory ids;
  @Inject private AuditTrail audit;
  @Inject private Outbox outbox;

  /**
   * Merges a patch into an operation.
   *
   * @param cast the type that the operation must have, if the request names one
   * @param scope the operations that the caller may change
   * @return the operation as it is stored when this transaction commits
   * @throws ApiException 400 if the patch does not fit the operation's type, 403 if the caller may
   *     see but not change it, 404 if there is none, 409 if it may not change so, 412 if the
   *     precondition does not hold, 428 if a precondition is missing
   */
  public OperationView merge(
      OperationKey key,
      Optional<OperationType> cast,
      AccessScope scope,
      OperationPatch patch,
      Precondition precondition) {
    CommsOperation operation = lock(key, cast, scope, precondition);
    long before = operation.version();
    boolean changed =
        operation.apply(patch.forType(operation.type(), settings.openTypes()), clock.instant());
    if (changed) {
      // The version moves at the flush, and a conflict appears there.
      entities.flush();
    }
    audit.written(key.path(), before, operation.version());
    OperationView view = view(operation);
    if (changed) {
      OperationNews news = OperationNews.merged(view, operation.hasEnded());
      tell(operation, news.audiences(), news.change());
    }
    return view;
  }

  private void tell(CommsOperation operation, Set<Audience> who, ChangeNotification change) {
    outbox.append(operation.key().callId(), operation.owner(), who, change);
  }

  /**
   * Removes an operation.
   *
   * @throws ApiException 403, 404, 412, 428 as for {@link #merge}
   */
  public void delete(
      OperationKey key,
      Optional<OperationType> cast,
      AccessScope scope,
      Precondition precondition) {
    CommsOperation operation = lock(key, cast, scope, precondition);
    long before = operation.version();
    ChangeNotification last =
        ChangeNotification.of(ChangeType.DELETED, key.path(), view(operation));
    entities.remove(operation);
    entities.flush();
    audit.deleted(key.path(), before);
    tell(operation, operation.hasEnded() ? OperationNews.PLATFORM : OperationNews.EVERYBODY, last);
  }

  /**
   * Reads an operation.
   *
   * @throws ApiException 404 if there is none
   */
  public OperationView get(OperationKey key, Optional<OperationType> cast, AccessScope scope) {
    return one(key, cast, scope)
        .getResultStream()
        .findFirst()
        .map(this::view)
        .orElseThrow(OperationKey::notFound);
  }

  /** One page of the operations of a call. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public Page<OperationView> list(UUID callId, AccessScope scope, ListQuery query) {
    return Page.of(
        query, rows(callId, scope), CommsOperation::id, CommsOperation::text, this::view);
  }

  /** How many operations of a call fulfil the condition of a query. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public long count(UUID callId, AccessScope scope, ListQuery query) {
    return rows(callId, scope).count(query.condition());
  }

  private Rows<CommsOperation> rows(UUID callId, AccessScope scope) {
    return OwnedEntity.rows(
        entities,
        CommsOperation.class,
        scope,
        Condition.of("e.callId = :callId", "callId", callId));
  }

  /**
   * Creates an operation in a call that the caller of this method holds locked and open.
   *
   * @param action what asked for it, for the platform that does it
   * @throws ApiException 400 if the document does not fit the type that it names
   */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public OperationView create(
      UUID callId, Owner owner, OperationPatch document, Optional<JsonObject> action) {
    OperationType type = document.typeToCreate();
    CommsOperation operation =
        new CommsOperation(new OperationKey(callId, ids.create()), owner, type, clock.instant());
    operation.apply(document.forNew(type, settings.openTypes()), clock.instant());
    entities.persist(operation);
    entities.flush();
    audit.created(operation.key().path(), operation.version());
    OperationView view = view(operation);
    ChangeNotification created =
        ChangeNotification.of(ChangeType.CREATED, operation.key().path(), view);
    tell(operation, OperationNews.PLATFORM, action.map(created::by).orElse(created));
    return view;
  }

  /** Whether an operation is known to have failed. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public boolean hasFailed(OperationKey key, Owner owner) {
    return one(key, Optional.empty(), AccessScope.of(owner))
        .getResultStream()
        .anyMatch(operation -> operation.state().status() == OperationStatus.FAILED);
  }

  /** Ends every operation of a call that is still open: Failed with 400/8508. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void cancelOpen(UUID callId, Owner owner) {
    cancelOpen(callId, owner, EnumSet.allOf(OperationType.class));
  }

  /**
   * The same for the operations that play and record, which wait for one another in a call (Graph's
   * documentation of call-cancelMediaProcessing).
   */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void cancelOpenMedia(UUID callId, Owner owner) {
    cancelOpen(callId, owner, EnumSet.of(OperationType.PLAY_PROMPT, OperationType.RECORD));
  }

  private void cancelOpen(UUID callId, Owner owner, Set<OperationType> types) {
    AccessScope scope = AccessScope.of(owner);
    List<OperationKey> cancelled = new ArrayList<>();
    List<OperationKey> open;
    do {
      // A few at a time, and forgotten then: a call may have more of them than there is memory for.
      open = open(callId, scope, types);
      // Who ended in the meantime has been told of already.
      open.stream().filter(key -> cancel(key, scope)).forEach(cancelled::add);
    } while (!open.isEmpty());
    if (!cancelled.isEmpty()) {
      outbox.append(
          callId,
          owner,
          OperationNews.EVERYBODY,
          () -> cancelled.stream().map(key -> cancelled(key, scope)));
    }
  }

  /** Reads an operation again that this transaction has cancelled. */
  private ChangeNotification cancelled(OperationKey key, AccessScope scope) {
    CommsOperation operation =
        one(key, Optional.empty(), scope).getResultStream().findFirst().orElseThrow();
    ChangeNotification change =
        ChangeNotification.of(ChangeType.DELETED, key.path(), view(operation));
    entities.detach(operation);
    return change;
  }

  /**
   * The first ones that are open; not locked, for not every provider can lock the first of many.
   */
  private List<OperationKey> open(UUID callId, AccessScope scope, Set<OperationType> types) {
    List<CommsOperation> operations =
        query(
                "e.callId = :callId AND e.status IN :open AND e.type IN :types",
                scope,
                "ORDER BY e.id")
            .setParameter("callId", callId)
            .setParameter("open", List.of(OperationStatus.NOT_STARTED, OperationStatus.RUNNING))
            .setParameter("types", types)
            .setMaxResults(Page.PORTION)
            .getResultList();
    operations.forEach(entities::detach);
    return operations.stream().map(CommsOperation::key).toList();
  }

  private boolean cancel(OperationKey key, AccessScope scope) {
    Optional<CommsOperation> locked = locked(key, Optional.empty(), scope);
    if (locked.isEmpty()) {
      return false;
    }
    CommsOperation operation = locked.get();
    long before = operation.version();
    boolean cancelled = operation.cancel(clock.instant());
    if (cancelled) {
      entities.flush();
      audit.written(key.path(), before, operation.version());
    }
    entities.detach(operation);
    return cancelled;
  }

  private CommsOperation lock(
      OperationKey key,
      Optional<OperationType> cast,
      AccessScope scope,
      Precondition precondition) {
    CommsOperation operation =
        locked(key, cast, scope).orElseThrow(() -> missing(key, cast, scope));
    if (settings.requireIfMatch()) {
      precondition.requirePresent();
    }
    precondition.requireFor(operation.etag());
    return operation;
  }

  private Optional<CommsOperation> locked(
      OperationKey key, Optional<OperationType> cast, AccessScope scope) {
    return one(key, cast, scope)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst();
  }

  /**
   * 404, unless the caller may see the operation: then there is nothing to hide and 403 tells the
   * truth.
   */
  private ApiException missing(OperationKey key, Optional<OperationType> cast, AccessScope scope) {
    return scope.mayReadTenant()
            && one(key, cast, scope.tenant()).getResultStream().findFirst().isPresent()
        ? scope.mayOnlyRead("operation")
        : OperationKey.notFound();
  }

  private TypedQuery<CommsOperation> one(
      OperationKey key, Optional<OperationType> cast, AccessScope scope) {
    String predicate = "e.id = :id AND e.callId = :callId";
    TypedQuery<CommsOperation> query =
        cast.isEmpty()
            ? query(predicate, scope, "")
            : query(predicate + " AND e.type = :type", scope, "").setParameter("type", cast.get());
    return query.setParameter("id", key.id()).setParameter("callId", key.callId());
  }

  private TypedQuery<CommsOperation> query(String predicate, AccessScope scope, String order) {
    return OwnedEntity.query(entities, CommsOperation.class, scope, predicate, order);
  }

  private OperationView view(CommsOperation operation) {
    return OperationView.of(operation, settings.statusCasing());
  }
}
