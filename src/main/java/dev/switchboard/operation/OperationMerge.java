package dev.switchboard.operation;

import dev.switchboard.audit.AuditTrail;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.TransientFailuresAnswered;
import dev.switchboard.odata.Precondition;
import dev.switchboard.operation.OperationStatements.Stored;
import dev.switchboard.operation.OperationStatements.Written;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.OwnedEntity;
import dev.switchboard.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * The one door for a change of content. The common case takes two statements, each a transaction of
 * its own: one reads the operation, and one writes what it becomes with its notifications, if it
 * still is what was read. Whatever that cannot do is done by {@link CommsOperationService#merge},
 * which locks (decision 0023).
 */
@ApplicationScoped
@TransientFailuresAnswered
public class OperationMerge {

  @Inject private CommsOperationService operations;
  @Inject private OperationStore store;
  @Inject private Settings settings;
  @Inject private AuditTrail audit;

  /**
   * Merges a patch into an operation.
   *
   * @param cast the type that the operation must have, if the request names one
   * @param scope the operations that the caller may change
   * @return the operation as it is stored
   * @throws ApiException as {@link CommsOperationService#merge}
   */
  public OperationView merge(
      OperationKey key,
      Optional<OperationType> cast,
      AccessScope scope,
      OperationPatch patch,
      Precondition precondition) {
    Optional<OperationView> merged =
        store.isUsable()
            ? mergeWithoutLock(key, cast, scope, patch, precondition)
            : Optional.empty();
    return merged.orElseGet(() -> operations.merge(key, cast, scope, patch, precondition));
  }

  /** Returns nothing if this cannot do it, and has done nothing. */
  private Optional<OperationView> mergeWithoutLock(
      OperationKey key,
      Optional<OperationType> cast,
      AccessScope scope,
      OperationPatch patch,
      Precondition precondition) {
    return store
        .read(key, scope)
        .filter(found -> found.hasType(cast))
        .flatMap(found -> merged(found, patch, precondition));
  }

  private Optional<OperationView> merged(
      Stored before, OperationPatch patch, Precondition precondition) {
    if (settings.requireIfMatch()) {
      precondition.requirePresent();
    }
    precondition.requireFor(OwnedEntity.etag(before.version()));
    OperationState after =
        before.state().patched(patch.forType(before.type(), settings.openTypes()));
    boolean changed = !after.equals(before.state());
    long version = changed ? before.version() + 1 : before.version();
    OperationView view =
        OperationView.of(
            before.key(), before.type(), OwnedEntity.etag(version), after, settings.statusCasing());
    if (changed && !store.write(new Written(before, after, news(view, after)))) {
      return Optional.empty();
    }
    audit.written(before.key().path(), before.version(), version);
    return Optional.of(view);
  }

  private static OperationNews news(OperationView view, OperationState after) {
    return OperationNews.merged(view, after.status().isTerminal());
  }
}
