package dev.switchboard.architecture.planted.ownerineveryquery.notification;

import jakarta.persistence.EntityManager;
import java.util.List;

class SigningKeyService {
  List<?> all(EntityManager entities) {
    return entities.createQuery("SELECT k FROM Thing k").getResultList();
  }
}
