package dev.switchboard.fault;

/** The races on the shared service. */
class RaceFaultIT extends RaceFaults {

  RaceFaultIT() {
    super("", Run.target());
  }
}
