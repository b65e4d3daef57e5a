package dev.switchboard.architecture.planted.arrows.participant;

public final class ParticipantThing {}
