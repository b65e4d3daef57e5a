package dev.switchboard.architecture.planted.arrows.json;

import dev.switchboard.architecture.planted.arrows.security.SecurityThing;

record FaultyJsonKnowsSecurity(SecurityThing security) {}
