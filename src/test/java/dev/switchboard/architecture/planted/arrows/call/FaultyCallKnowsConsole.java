package dev.switchboard.architecture.planted.arrows.call;

import dev.switchboard.architecture.planted.arrows.console.ConsoleThing;

record FaultyCallKnowsConsole(ConsoleThing console) {}
