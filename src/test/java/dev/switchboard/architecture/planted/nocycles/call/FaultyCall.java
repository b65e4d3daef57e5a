package dev.switchboard.architecture.planted.nocycles.call;

import dev.switchboard.architecture.planted.nocycles.operation.FaultyOperation;

public record FaultyCall(FaultyOperation operation) {}
