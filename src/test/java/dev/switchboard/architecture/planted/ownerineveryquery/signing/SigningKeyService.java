package dev.switchboard.architecture.planted.ownerineveryquery.signing;

import jakarta.persistence.EntityManager;
import java.util.List;

class SigningKeyService {
  List<?> all(EntityManager entities) {
    return entities.createQuery("SELECT k FROM Thing k").getResultList();
  }
}
