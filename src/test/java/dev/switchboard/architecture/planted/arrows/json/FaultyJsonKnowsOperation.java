package dev.switchboard.architecture.planted.arrows.json;

import dev.switchboard.architecture.planted.arrows.operation.OperationThing;

record FaultyJsonKnowsOperation(OperationThing operation) {}
