package dev.switchboard.architecture.planted.arrows.odata;

import dev.switchboard.architecture.planted.arrows.admission.AdmissionThing;

record FaultyOdataKnowsAdmission(AdmissionThing admission) {}
