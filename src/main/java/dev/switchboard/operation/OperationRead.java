package dev.switchboard.operation;

import dev.switchboard.database.GroupCommit;
import dev.switchboard.database.SharedStatements;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.TransientFailuresAnswered;
import dev.switchboard.operation.OperationStatements.Stored;
import dev.switchboard.operation.OperationStatements.Wanted;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.OwnedEntity;
import dev.switchboard.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Reads one operation, by a statement that it shares with others where that can be had, else by
 * {@link CommsOperationService#get} (decision 0026).
 */
@ApplicationScoped
@TransientFailuresAnswered
public class OperationRead {

  private final GroupCommit<Wanted, Optional<Stored>> reads =
      SharedStatements.groups(this::readAll);

  @Inject private CommsOperationService operations;
  @Inject private SharedStatements statements;
  @Inject private Settings settings;

  /**
   * Reads an operation.
   *
   * @param cast the type that it must have, if the request names one
   * @param scope the operations that the caller may see
   * @throws ApiException 404 if there is none
   */
  public OperationView get(OperationKey key, Optional<OperationType> cast, AccessScope scope) {
    if (!statements.areUsable()) {
      return operations.get(key, cast, scope);
    }
    return reads
        .submit(new Wanted(key, scope))
        .filter(found -> found.hasType(cast))
        .map(this::view)
        .orElseThrow(OperationKey::notFound);
  }

  private OperationView view(Stored operation) {
    return OperationView.of(
        operation.key(),
        operation.type(),
        OwnedEntity.etag(operation.version()),
        operation.state(),
        settings.statusCasing());
  }

  private List<Optional<Stored>> readAll(List<Wanted> wanted) {
    try {
      return statements.withConnection(connection -> OperationStatements.read(connection, wanted));
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }
}
