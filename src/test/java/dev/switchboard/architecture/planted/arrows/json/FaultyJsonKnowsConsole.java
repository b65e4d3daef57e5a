package dev.switchboard.architecture.planted.arrows.json;

import dev.switchboard.architecture.planted.arrows.console.ConsoleThing;

record FaultyJsonKnowsConsole(ConsoleThing console) {}
