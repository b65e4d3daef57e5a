package dev.switchboard.architecture.planted.arrows.platform;

import dev.switchboard.architecture.planted.arrows.admission.AdmissionThing;

record FaultyPlatformKnowsAdmission(AdmissionThing admission) {}
