package dev.switchboard.architecture.planted.statelessholdsnostate.operation;

import jakarta.ejb.Stateless;

@Stateless
class FaultyCounterService {

  int calls;
}
