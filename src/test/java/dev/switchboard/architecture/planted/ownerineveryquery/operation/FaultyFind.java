package dev.switchboard.architecture.planted.ownerineveryquery.operation;

import jakarta.persistence.EntityManager;

class FaultyFind {
  Object ask(EntityManager entities) {
    return entities.find(String.class, 1);
  }
}
