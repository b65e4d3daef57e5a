package dev.switchboard.architecture.planted.arrows.error;

public final class ErrorThing {}
