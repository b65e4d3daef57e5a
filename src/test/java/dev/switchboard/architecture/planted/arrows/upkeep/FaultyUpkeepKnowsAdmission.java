package dev.switchboard.architecture.planted.arrows.upkeep;

import dev.switchboard.architecture.planted.arrows.admission.AdmissionThing;

record FaultyUpkeepKnowsAdmission(AdmissionThing admission) {}
