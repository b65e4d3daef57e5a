package dev.switchboard.architecture.planted.arrows.issuer;

import dev.switchboard.architecture.planted.arrows.console.ConsoleThing;

record FaultyIssuerKnowsConsole(ConsoleThing console) {}
