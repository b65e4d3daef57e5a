package dev.switchboard.architecture.planted.arrows.audit;

import dev.switchboard.architecture.planted.arrows.operation.OperationThing;

record FaultyAuditKnowsOperation(OperationThing operation) {}
