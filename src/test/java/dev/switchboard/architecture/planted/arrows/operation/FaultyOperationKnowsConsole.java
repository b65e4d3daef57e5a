package dev.switchboard.architecture.planted.arrows.operation;

import dev.switchboard.architecture.planted.arrows.console.ConsoleThing;

record FaultyOperationKnowsConsole(ConsoleThing console) {}
