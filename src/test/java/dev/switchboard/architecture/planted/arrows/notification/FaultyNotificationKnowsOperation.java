package dev.switchboard.architecture.planted.arrows.notification;

import dev.switchboard.architecture.planted.arrows.operation.OperationThing;

record FaultyNotificationKnowsOperation(OperationThing operation) {}
