package dev.switchboard.architecture.planted.statelessholdsnostate.operation;

import jakarta.ejb.Stateless;

@Stateless
class InheritingService extends FaultyBase {}
