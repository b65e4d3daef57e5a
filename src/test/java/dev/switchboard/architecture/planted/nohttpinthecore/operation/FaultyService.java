package dev.switchboard.architecture.planted.nohttpinthecore.operation;

import jakarta.ejb.Stateless;
import jakarta.ws.rs.core.Response;

@Stateless
class FaultyService {

  Response find() {
    return null;
  }
}
