package dev.switchboard.architecture.planted.ownerineveryquery.operation;

import jakarta.persistence.EntityManager;

class FaultyJpql {
  Object ask(EntityManager entities) {
    return entities.createQuery("SELECT e FROM Thing e");
  }
}
