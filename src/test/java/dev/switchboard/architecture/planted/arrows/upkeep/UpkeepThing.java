package dev.switchboard.architecture.planted.arrows.upkeep;

public final class UpkeepThing {}
