package dev.switchboard.architecture.planted.arrows.odata;

import dev.switchboard.architecture.planted.arrows.console.ConsoleThing;

record FaultyOdataKnowsConsole(ConsoleThing console) {}
