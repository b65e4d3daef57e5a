package dev.switchboard.architecture.planted.arrows.signing;

import dev.switchboard.architecture.planted.arrows.operation.OperationThing;

record FaultySigningKnowsOperation(OperationThing operation) {}
