package dev.switchboard.architecture.planted.noentityinresources.operation;

import jakarta.ws.rs.Path;
import java.util.List;

@Path("faultylistresource")
class FaultyListResource {

  List<? extends Operation> list() {
    return List.of();
  }
}
