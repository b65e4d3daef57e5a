package dev.switchboard.architecture.planted.arrows.simulator;

public final class SimulatorThing {}
