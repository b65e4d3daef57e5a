package dev.switchboard.architecture.planted.arrows.error;

import dev.switchboard.architecture.planted.arrows.security.SecurityThing;

record FaultyErrorKnowsSecurity(SecurityThing security) {}
