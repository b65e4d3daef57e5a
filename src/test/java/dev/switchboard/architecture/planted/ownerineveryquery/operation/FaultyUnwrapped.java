package dev.switchboard.architecture.planted.ownerineveryquery.operation;

import jakarta.persistence.EntityManager;

class FaultyUnwrapped {
  Object ask(EntityManager entities) {
    return entities.unwrap(java.sql.Connection.class);
  }
}
