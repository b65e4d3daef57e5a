package dev.switchboard.architecture.planted.arrows.webhook;

import dev.switchboard.architecture.planted.arrows.notification.NotificationThing;

record FaultyWebhookKnowsNotification(NotificationThing notification) {}
