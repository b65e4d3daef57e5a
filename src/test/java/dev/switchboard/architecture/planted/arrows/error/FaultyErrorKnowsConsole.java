package dev.switchboard.architecture.planted.arrows.error;

import dev.switchboard.architecture.planted.arrows.console.ConsoleThing;

record FaultyErrorKnowsConsole(ConsoleThing console) {}
