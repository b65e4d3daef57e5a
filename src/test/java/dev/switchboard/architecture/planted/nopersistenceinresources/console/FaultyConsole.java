package dev.switchboard.architecture.planted.nopersistenceinresources.console;

import jakarta.persistence.EntityManager;

record FaultyConsole(EntityManager entities) {}
