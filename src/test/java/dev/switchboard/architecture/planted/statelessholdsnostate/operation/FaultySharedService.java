package dev.switchboard.architecture.planted.statelessholdsnostate.operation;

import jakarta.ejb.Stateless;

@Stateless
class FaultySharedService {

  static String last;
}
