package dev.switchboard.architecture.planted.arrows.admission;

import dev.switchboard.architecture.planted.arrows.operation.OperationThing;

record FaultyAdmissionKnowsOperation(OperationThing operation) {}
