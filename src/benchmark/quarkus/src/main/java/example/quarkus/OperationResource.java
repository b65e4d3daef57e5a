package example.quarkus;

import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** The PATCH of an operation, without identity, preconditions, rules and notifications. */
@Path("/v1.0/communications/calls/{callId}/operations")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OperationResource {

  @Inject OperationService operations;

  @PATCH
  @Path("/{id}")
  public RestResponse<OperationView> patch(UUID callId, UUID id, OperationPatch patch) {
    OperationView view = null;
    while (view == null) {
      try {
        view = operations.patch(callId, id, patch);
      } catch (OptimisticLockException e) {
        // Somebody else was first: once more, with what is there now.
      }
    }
    return RestResponse.ResponseBuilder.ok(view)
        .tag(new EntityTag(Long.toString(view.version()), true))
        .build();
  }
}
