package dev.switchboard.architecture.planted.arrows.error;

import dev.switchboard.architecture.planted.arrows.admission.AdmissionThing;

record FaultyErrorKnowsAdmission(AdmissionThing admission) {}
