package dev.switchboard.architecture.planted.arrows.simulator;

import dev.switchboard.architecture.planted.arrows.admission.AdmissionThing;

record FaultySimulatorKnowsAdmission(AdmissionThing admission) {}
