package dev.switchboard.architecture.planted.arrows.simulator;

import dev.switchboard.architecture.planted.arrows.notification.NotificationThing;

record FaultySimulatorKnowsNotification(NotificationThing notification) {}
