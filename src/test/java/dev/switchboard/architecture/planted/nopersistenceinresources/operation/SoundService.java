package dev.switchboard.architecture.planted.nopersistenceinresources.operation;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

@Stateless
class SoundService {

  @PersistenceContext EntityManager entities;
}
