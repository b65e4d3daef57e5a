package dev.switchboard.architecture.planted.arrows.webhook;

import dev.switchboard.architecture.planted.arrows.operation.OperationThing;

record FaultyWebhookKnowsOperation(OperationThing operation) {}
