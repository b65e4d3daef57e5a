package dev.switchboard.architecture.planted.arrows.issuer;

public final class IssuerThing {}
