package dev.switchboard.architecture.planted.statelessholdsnostate.operation;

import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.UUID;

@Stateless
class SoundService {

  static final UUID FIRST = new UUID(0, 0);

  @Inject Clock clock;
  @PersistenceContext EntityManager entities;
  @Resource SessionContext session;
}
