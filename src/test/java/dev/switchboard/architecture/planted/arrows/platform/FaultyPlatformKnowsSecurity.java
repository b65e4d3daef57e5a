package dev.switchboard.architecture.planted.arrows.platform;

import dev.switchboard.architecture.planted.arrows.security.SecurityThing;

record FaultyPlatformKnowsSecurity(SecurityThing security) {}
