package dev.switchboard.architecture.planted.arrows.call;

public final class CallThing {}
