package dev.switchboard.architecture.planted.arrows.settings;

import dev.switchboard.architecture.planted.arrows.security.SecurityThing;

record FaultySettingsKnowsSecurity(SecurityThing security) {}
