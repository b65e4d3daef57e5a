package dev.switchboard.architecture.planted.arrows.issuer;

import dev.switchboard.architecture.planted.arrows.operation.OperationThing;

record FaultyIssuerKnowsOperation(OperationThing operation) {}
