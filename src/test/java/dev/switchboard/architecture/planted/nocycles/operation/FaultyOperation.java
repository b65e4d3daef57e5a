package dev.switchboard.architecture.planted.nocycles.operation;

import dev.switchboard.architecture.planted.nocycles.call.FaultyCall;

public record FaultyOperation(FaultyCall call) {}
