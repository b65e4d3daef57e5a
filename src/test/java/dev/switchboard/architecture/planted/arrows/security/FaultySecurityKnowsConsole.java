package dev.switchboard.architecture.planted.arrows.security;

import dev.switchboard.architecture.planted.arrows.console.ConsoleThing;

record FaultySecurityKnowsConsole(ConsoleThing console) {}
