package dev.switchboard.architecture.planted.arrows.notification;

import dev.switchboard.architecture.planted.arrows.admission.AdmissionThing;

record FaultyNotificationKnowsAdmission(AdmissionThing admission) {}
