package example.quarkus;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** A SELECT, and an UPDATE that checks the version. */
@ApplicationScoped
public class OperationService {

  @Inject EntityManager entities;

  @Transactional
  public OperationView patch(UUID callId, UUID id, OperationPatch patch) {
    CommsOperation operation = entities.find(CommsOperation.class, id);
    if (operation == null || !operation.getCallId().equals(callId)) {
      throw new NotFoundException();
    }
    if (patch.clientContext() != null) {
      operation.setClientContext(patch.clientContext());
    }
    if (patch.status() != null) {
      operation.setStatus(patch.status());
    }
    operation.setModifiedAt(OffsetDateTime.now(ZoneOffset.UTC));
    entities.flush();
    return OperationView.of(operation);
  }
}
