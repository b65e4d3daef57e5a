package dev.switchboard.architecture.planted.arrows.signing;

import dev.switchboard.architecture.planted.arrows.console.ConsoleThing;

record FaultySigningKnowsConsole(ConsoleThing console) {}
