package dev.switchboard.architecture.planted.arrows.signing;

import dev.switchboard.architecture.planted.arrows.admission.AdmissionThing;

record FaultySigningKnowsAdmission(AdmissionThing admission) {}
