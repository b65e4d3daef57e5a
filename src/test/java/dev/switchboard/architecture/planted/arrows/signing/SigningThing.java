package dev.switchboard.architecture.planted.arrows.signing;

public final class SigningThing {}
