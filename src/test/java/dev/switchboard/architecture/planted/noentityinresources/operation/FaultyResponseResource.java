package dev.switchboard.architecture.planted.noentityinresources.operation;

import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

@Path("faultyresponseresource")
class FaultyResponseResource {

  @Inject private OperationService operations;

  Response get() {
    return Response.ok(operations.find()).build();
  }
}
