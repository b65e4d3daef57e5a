package dev.switchboard.architecture.planted.ownerineveryquery.security;

import jakarta.persistence.EntityManager;
import java.util.List;

public class OwnedEntity {
  public static List<?> query(EntityManager entities) {
    return entities.createQuery("SELECT e FROM Thing e").getResultList();
  }
}
