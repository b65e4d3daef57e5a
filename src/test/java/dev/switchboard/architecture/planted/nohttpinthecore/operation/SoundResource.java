package dev.switchboard.architecture.planted.nohttpinthecore.operation;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

@Path("sound")
class SoundResource {

  Response get() {
    return null;
  }
}
