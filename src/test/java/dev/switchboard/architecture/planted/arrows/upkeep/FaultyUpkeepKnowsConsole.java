package dev.switchboard.architecture.planted.arrows.upkeep;

import dev.switchboard.architecture.planted.arrows.console.ConsoleThing;

record FaultyUpkeepKnowsConsole(ConsoleThing console) {}
