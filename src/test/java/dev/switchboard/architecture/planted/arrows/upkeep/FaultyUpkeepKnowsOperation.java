package dev.switchboard.architecture.planted.arrows.upkeep;

import dev.switchboard.architecture.planted.arrows.operation.OperationThing;

record FaultyUpkeepKnowsOperation(OperationThing operation) {}
