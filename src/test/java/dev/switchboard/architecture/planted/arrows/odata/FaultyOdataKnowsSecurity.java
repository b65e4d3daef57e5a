package dev.switchboard.architecture.planted.arrows.odata;

import dev.switchboard.architecture.planted.arrows.security.SecurityThing;

record FaultyOdataKnowsSecurity(SecurityThing security) {}
