package dev.switchboard.architecture.planted.arrows.issuer;

import dev.switchboard.architecture.planted.arrows.admission.AdmissionThing;

record FaultyIssuerKnowsAdmission(AdmissionThing admission) {}
