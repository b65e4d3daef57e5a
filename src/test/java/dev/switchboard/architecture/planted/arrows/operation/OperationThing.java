package dev.switchboard.architecture.planted.arrows.operation;

public final class OperationThing {}
