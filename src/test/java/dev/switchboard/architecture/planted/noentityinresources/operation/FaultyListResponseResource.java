package dev.switchboard.architecture.planted.noentityinresources.operation;

import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

@Path("faultylistresponseresource")
class FaultyListResponseResource {

  @Inject private OperationService operations;

  Response list() {
    return Response.ok(operations.all()).build();
  }
}
