package dev.switchboard.architecture.planted.arrows.notification;

import dev.switchboard.architecture.planted.arrows.security.SecurityThing;

record FaultyNotificationKnowsSecurity(SecurityThing security) {}
