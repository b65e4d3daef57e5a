package dev.switchboard.architecture.planted.arrows.settings;

import dev.switchboard.architecture.planted.arrows.operation.OperationThing;

record FaultySettingsKnowsOperation(OperationThing operation) {}
