package dev.switchboard.architecture.planted.arrows.admission;

import dev.switchboard.architecture.planted.arrows.notification.NotificationThing;

record FaultyAdmissionKnowsNotification(NotificationThing notification) {}
