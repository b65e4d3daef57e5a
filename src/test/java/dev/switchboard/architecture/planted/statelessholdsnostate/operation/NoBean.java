package dev.switchboard.architecture.planted.statelessholdsnostate.operation;

class NoBean {

  int calls;
}
