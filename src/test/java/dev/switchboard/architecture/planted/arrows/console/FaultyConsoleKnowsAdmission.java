package dev.switchboard.architecture.planted.arrows.console;

import dev.switchboard.architecture.planted.arrows.admission.AdmissionThing;

record FaultyConsoleKnowsAdmission(AdmissionThing admission) {}
