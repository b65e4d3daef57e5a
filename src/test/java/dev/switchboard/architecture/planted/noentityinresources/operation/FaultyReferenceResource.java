package dev.switchboard.architecture.planted.noentityinresources.operation;

import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import java.util.function.Supplier;

@Path("faultyreferenceresource")
class FaultyReferenceResource {

  @Inject private OperationService operations;

  Supplier<?> lazy() {
    return operations::find;
  }
}
