package dev.switchboard.architecture.planted.ownerineveryquery.signing;

import jakarta.persistence.EntityManager;

class FaultyNeighbourOfTheKeys {
  Object ask(EntityManager entities) {
    return entities.createQuery("SELECT e FROM Thing e");
  }
}
