package dev.switchboard.operation;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.TransientFailuresAnswered;
import dev.switchboard.operation.OperationStatements.Stored;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.OwnedEntity;
import dev.switchboard.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Reads one operation, by a statement that it shares with others where that can be had, else by
 * {@link CommsOperationService#get} (decision 0026).
 */
@ApplicationScoped
@TransientFailuresAnswered
public class OperationRead {

  @Inject private CommsOperationService operations;
  @Inject private OperationStore store;
  @Inject private Settings settings;

  /**
   * Reads an operation.
   *
   * @param cast the type that it must have, if the request names one
   * @param scope the operations that the caller may see
   * @throws ApiException 404 if there is none
   */
  public OperationView get(OperationKey key, Optional<OperationType> cast, AccessScope scope) {
    if (!store.isUsable()) {
      return operations.get(key, cast, scope);
    }
    return store
        .read(key, scope)
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
}
