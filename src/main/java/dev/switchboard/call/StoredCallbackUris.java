package dev.switchboard.call;

import dev.switchboard.notification.CallbackUris;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.OwnedEntity;
import dev.switchboard.security.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;

/** Those of the calls that are stored. */
@ApplicationScoped
class StoredCallbackUris implements CallbackUris {

  @PersistenceContext private EntityManager entities;

  @Override
  public Optional<String> of(UUID callId, Owner owner) {
    return OwnedEntity.query(entities, Call.class, AccessScope.of(owner), "e.id = :id", "")
        .setParameter("id", callId)
        .getResultStream()
        .findFirst()
        .map(call -> call.content().callbackUri());
  }
}
