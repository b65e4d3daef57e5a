package dev.switchboard.architecture.planted.arrows.odata;

import dev.switchboard.architecture.planted.arrows.operation.OperationThing;

record FaultyOdataKnowsOperation(OperationThing operation) {}
