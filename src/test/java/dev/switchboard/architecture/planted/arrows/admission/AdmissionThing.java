package dev.switchboard.architecture.planted.arrows.admission;

public class AdmissionThing {}
