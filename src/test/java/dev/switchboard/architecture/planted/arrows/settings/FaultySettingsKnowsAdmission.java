package dev.switchboard.architecture.planted.arrows.settings;

import dev.switchboard.architecture.planted.arrows.admission.AdmissionThing;

record FaultySettingsKnowsAdmission(AdmissionThing admission) {}
