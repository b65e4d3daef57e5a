package dev.switchboard.operation;

import dev.switchboard.audit.AuditTrail;
import dev.switchboard.database.Database;
import dev.switchboard.database.GroupCommit;
import dev.switchboard.database.SharedStatements;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.TransientFailuresAnswered;
import dev.switchboard.notification.OutboxStatement;
import dev.switchboard.odata.Precondition;
import dev.switchboard.operation.OperationStatements.Stored;
import dev.switchboard.operation.OperationStatements.Wanted;
import dev.switchboard.operation.OperationStatements.Written;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.OwnedEntity;
import dev.switchboard.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The one door for a change of content. The common case takes two statements, each a transaction of
 * its own: one reads the operation, and one writes what it becomes with its notifications, if it
 * still is what was read. Those that come at the same time share them. Whatever that cannot do is
 * done by {@link CommsOperationService#merge}, which locks (decisions 0023 and 0026).
 */
@ApplicationScoped
@TransientFailuresAnswered
public class OperationMerge {

  private static final Logger LOG = System.getLogger(OperationMerge.class.getName());

  private final GroupCommit<Merge, Attempt> merges = SharedStatements.groups(this::attemptAll);

  @Inject private CommsOperationService operations;
  @Inject private SharedStatements statements;
  @Inject private OutboxStatement outbox;
  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private AuditTrail audit;

  /** What is asked for. */
  private record Merge(
      Wanted wanted,
      Optional<OperationType> cast,
      OperationPatch patch,
      Precondition precondition) {}

  /** What has come of it without a lock: the operation, a refusal, or nothing. */
  private record Attempt(Optional<Merged> merged, Optional<RuntimeException> refusal) {

    private static final Attempt NOTHING = new Attempt(Optional.empty(), Optional.empty());

    private Optional<Written> change() {
      return merged.flatMap(Merged::change);
    }
  }

  /**
   * An operation before and after.
   *
   * @param change what there is to write, if it changes
   */
  private record Merged(Stored before, Optional<Written> change, OperationView view) {}

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
    Attempt attempt =
        statements.areUsable()
            ? merges.submit(new Merge(new Wanted(key, scope), cast, patch, precondition))
            : Attempt.NOTHING;
    if (attempt.refusal().isPresent()) {
      throw attempt.refusal().get();
    }
    return attempt
        .merged()
        .map(this::noted)
        .orElseGet(() -> operations.merge(key, cast, scope, patch, precondition));
  }

  private OperationView noted(Merged merged) {
    Stored before = merged.before();
    merged.change().ifPresent(change -> outbox.written(before.owner(), change.news().audiences()));
    audit.written(
        before.key().path(), before.version(), version(before, merged.change().isPresent()));
    return merged.view();
  }

  private List<Attempt> attemptAll(List<Merge> all) {
    try {
      return statements.withConnection(connection -> attemptAll(connection, all));
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  private List<Attempt> attemptAll(Connection connection, List<Merge> all) throws SQLException {
    Iterator<Optional<Stored>> found =
        OperationStatements.read(connection, all.stream().map(Merge::wanted).toList()).iterator();
    List<Attempt> attempts = new ArrayList<>();
    for (Merge merge : all) {
      attempts.add(
          found
              .next()
              .filter(before -> before.hasType(merge.cast()))
              .map(before -> attempt(merge, before))
              .orElse(Attempt.NOTHING));
    }
    Iterator<Boolean> written =
        write(connection, attempts.stream().flatMap(attempt -> attempt.change().stream()).toList())
            .iterator();
    attempts.replaceAll(
        attempt -> attempt.change().isPresent() && !written.next() ? Attempt.NOTHING : attempt);
    return attempts;
  }

  /** What one is refused for is no reason for the others. */
  private Attempt attempt(Merge merge, Stored before) {
    try {
      return new Attempt(Optional.of(merged(merge, before)), Optional.empty());
    } catch (RuntimeException e) {
      return new Attempt(Optional.empty(), Optional.of(e));
    }
  }

  private Merged merged(Merge merge, Stored before) {
    if (settings.requireIfMatch()) {
      merge.precondition().requirePresent();
    }
    merge.precondition().requireFor(OwnedEntity.etag(before.version()));
    OperationState after =
        before.state().patched(merge.patch().forType(before.type(), settings.openTypes()));
    boolean changed = !after.equals(before.state());
    OperationView view =
        OperationView.of(
            before.key(),
            before.type(),
            OwnedEntity.etag(version(before, changed)),
            after,
            settings.statusCasing());
    return new Merged(
        before,
        changed
            ? Optional.of(
                new Written(before, after, OperationNews.merged(view, after.status().isTerminal())))
            : Optional.empty(),
        view);
  }

  private static long version(Stored before, boolean changed) {
    return changed ? before.version() + 1 : before.version();
  }

  /** Returns of each whether it was done. */
  private List<Boolean> write(Connection connection, List<Written> changes) throws SQLException {
    if (changes.isEmpty()) {
      return List.of();
    }
    try {
      return OperationStatements.write(connection, changes, clock.instant(), outbox);
    } catch (SQLException e) {
      if (Database.isAway(e)) {
        // Nobody knows whether it was done.
        throw e;
      }
      // It was not, for a reason that may be the fault of one of them: each for itself, then.
      LOG.log(Level.DEBUG, "a group could not be written", e);
      return Collections.nCopies(changes.size(), false);
    }
  }
}
