package dev.switchboard.architecture.planted.ownerineveryquery.operation;

import jakarta.persistence.EntityManager;

class FaultyNative {
  Object ask(EntityManager entities) {
    return entities.createNativeQuery("SELECT 1");
  }
}
