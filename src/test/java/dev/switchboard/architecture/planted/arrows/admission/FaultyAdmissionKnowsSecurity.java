package dev.switchboard.architecture.planted.arrows.admission;

import dev.switchboard.architecture.planted.arrows.security.SecurityThing;

record FaultyAdmissionKnowsSecurity(SecurityThing security) {}
