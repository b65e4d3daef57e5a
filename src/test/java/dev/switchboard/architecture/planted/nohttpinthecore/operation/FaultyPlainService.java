package dev.switchboard.architecture.planted.nohttpinthecore.operation;

import jakarta.ws.rs.NotFoundException;

class FaultyPlainService {

  void refuse() {
    throw new NotFoundException();
  }
}
