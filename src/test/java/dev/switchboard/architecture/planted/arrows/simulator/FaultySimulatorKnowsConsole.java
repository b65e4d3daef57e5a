package dev.switchboard.architecture.planted.arrows.simulator;

import dev.switchboard.architecture.planted.arrows.console.ConsoleThing;

record FaultySimulatorKnowsConsole(ConsoleThing console) {}
