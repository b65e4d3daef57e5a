package dev.switchboard.architecture.planted.ownerineveryquery.operation;

import jakarta.persistence.EntityManager;

class FaultyNamed {
  Object ask(EntityManager entities) {
    return entities.createNamedQuery("all");
  }
}
