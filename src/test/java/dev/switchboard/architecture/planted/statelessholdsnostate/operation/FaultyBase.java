package dev.switchboard.architecture.planted.statelessholdsnostate.operation;

class FaultyBase {

  String inherited;
}
