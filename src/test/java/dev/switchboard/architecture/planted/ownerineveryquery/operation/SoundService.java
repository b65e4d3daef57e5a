package dev.switchboard.architecture.planted.ownerineveryquery.operation;

import dev.switchboard.architecture.planted.ownerineveryquery.security.OwnedEntity;
import jakarta.persistence.EntityManager;
import java.util.List;

class SoundService {
  List<?> all(EntityManager entities, Object thing) {
    entities.persist(thing);
    entities.flush();
    entities.remove(thing);
    return OwnedEntity.query(entities);
  }
}
