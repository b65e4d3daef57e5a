package dev.switchboard.architecture.planted.arrows.security;

import dev.switchboard.architecture.planted.arrows.operation.OperationThing;

record FaultySecurityKnowsOperation(OperationThing operation) {}
