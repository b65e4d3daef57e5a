package dev.switchboard.architecture.planted.arrows.security;

public final class SecurityThing {}
