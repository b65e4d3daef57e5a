package dev.switchboard.architecture.planted.arrows.console;

public final class ConsoleThing {}
