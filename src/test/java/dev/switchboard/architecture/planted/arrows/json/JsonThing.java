package dev.switchboard.architecture.planted.arrows.json;

public final class JsonThing {}
