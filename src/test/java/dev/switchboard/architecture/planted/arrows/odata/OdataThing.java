package dev.switchboard.architecture.planted.arrows.odata;

public final class OdataThing {}
