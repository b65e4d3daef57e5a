package dev.switchboard.architecture.planted.noentityinresources.operation;

import jakarta.ws.rs.Path;

@Path("faultyreturnresource")
class FaultyReturnResource {

  Operation get() {
    return null;
  }
}
