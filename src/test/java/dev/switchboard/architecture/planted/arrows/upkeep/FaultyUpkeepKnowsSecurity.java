package dev.switchboard.architecture.planted.arrows.upkeep;

import dev.switchboard.architecture.planted.arrows.security.SecurityThing;

record FaultyUpkeepKnowsSecurity(SecurityThing security) {}
