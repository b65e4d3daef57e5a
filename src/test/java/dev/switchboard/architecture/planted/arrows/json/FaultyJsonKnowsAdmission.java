package dev.switchboard.architecture.planted.arrows.json;

import dev.switchboard.architecture.planted.arrows.admission.AdmissionThing;

record FaultyJsonKnowsAdmission(AdmissionThing admission) {}
