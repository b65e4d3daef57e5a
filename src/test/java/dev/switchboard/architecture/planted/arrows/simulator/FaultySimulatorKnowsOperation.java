package dev.switchboard.architecture.planted.arrows.simulator;

import dev.switchboard.architecture.planted.arrows.operation.OperationThing;

record FaultySimulatorKnowsOperation(OperationThing operation) {}
