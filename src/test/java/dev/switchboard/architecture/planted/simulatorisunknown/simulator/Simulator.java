package dev.switchboard.architecture.planted.simulatorisunknown.simulator;

public final class Simulator {

  public static void start() {}

  private Simulator() {}
}
