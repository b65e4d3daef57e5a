package dev.switchboard.architecture.planted.arrows.platform;

public final class PlatformThing {}
