package dev.switchboard.architecture.planted.ownerineveryquery.operation;

import jakarta.persistence.EntityManager;

class FaultyReference {
  Object ask(EntityManager entities) {
    return entities.getReference(String.class, 1);
  }
}
