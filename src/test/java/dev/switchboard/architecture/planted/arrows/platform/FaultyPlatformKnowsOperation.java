package dev.switchboard.architecture.planted.arrows.platform;

import dev.switchboard.architecture.planted.arrows.operation.OperationThing;

record FaultyPlatformKnowsOperation(OperationThing operation) {}
