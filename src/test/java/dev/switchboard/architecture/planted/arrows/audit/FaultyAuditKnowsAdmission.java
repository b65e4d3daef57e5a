package dev.switchboard.architecture.planted.arrows.audit;

import dev.switchboard.architecture.planted.arrows.admission.AdmissionThing;

record FaultyAuditKnowsAdmission(AdmissionThing admission) {}
