package dev.switchboard.architecture.planted.noentityinresources.operation;

import jakarta.ws.rs.Path;

@Path("faultyparameterresource")
class FaultyParameterResource {

  void patch(Operation body) {}
}
