package dev.switchboard.architecture.planted.arrows.notification;

import dev.switchboard.architecture.planted.arrows.issuer.IssuerThing;

record FaultyNotificationKnowsIssuer(IssuerThing issuer) {}
