package dev.switchboard.architecture.planted.noentityinresources.operation;

import jakarta.ws.rs.Path;

@Path("faultyarrayresource")
class FaultyArrayResource {

  Operation[] list() {
    return null;
  }
}
