package dev.switchboard.architecture.planted.arrows.audit;

public class AuditThing {}
