package dev.switchboard.call;

import dev.switchboard.notification.CallbackUris;
import dev.switchboard.security.OwnedEntity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Those of the calls that are stored. */
@ApplicationScoped
class StoredCallbackUris implements CallbackUris {

  @PersistenceContext private EntityManager entities;

  @Override
  public Map<UUID, String> of(Collection<UUID> callIds) {
    return OwnedEntity.keysOfAll(entities, Call.class, ", e.callbackUri", "e.id IN :ids", "")
        .setParameter("ids", callIds)
        .getResultStream()
        .collect(Collectors.toMap(key -> (UUID) key[0], key -> (String) key[3]));
  }
}
