package dev.switchboard.architecture.planted.arrows.error;

import dev.switchboard.architecture.planted.arrows.operation.OperationThing;

record FaultyErrorKnowsOperation(OperationThing operation) {}
