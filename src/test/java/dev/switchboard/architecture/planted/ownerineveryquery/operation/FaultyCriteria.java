package dev.switchboard.architecture.planted.ownerineveryquery.operation;

import jakarta.persistence.EntityManager;

class FaultyCriteria {
  Object ask(EntityManager entities) {
    return entities.getCriteriaBuilder();
  }
}
