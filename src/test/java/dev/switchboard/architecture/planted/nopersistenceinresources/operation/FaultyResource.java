package dev.switchboard.architecture.planted.nopersistenceinresources.operation;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.ws.rs.Path;

@Path("faulty")
class FaultyResource {

  @PersistenceContext EntityManager entities;
}
