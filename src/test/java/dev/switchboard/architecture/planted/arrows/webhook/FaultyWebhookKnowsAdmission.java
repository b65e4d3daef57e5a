package dev.switchboard.architecture.planted.arrows.webhook;

import dev.switchboard.architecture.planted.arrows.admission.AdmissionThing;

record FaultyWebhookKnowsAdmission(AdmissionThing admission) {}
