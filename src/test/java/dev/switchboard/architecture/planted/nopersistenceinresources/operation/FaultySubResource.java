package dev.switchboard.architecture.planted.nopersistenceinresources.operation;

import jakarta.persistence.NoResultException;

class FaultySubResource {

  boolean isMissing(RuntimeException e) {
    return e instanceof NoResultException;
  }
}
