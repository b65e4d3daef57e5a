package dev.switchboard.architecture.planted.nopersistenceinresources.simulator;

import jakarta.persistence.EntityManager;

record FaultySimulator(EntityManager entities) {}
