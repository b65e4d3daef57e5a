package dev.switchboard.architecture.planted.arrows.participant;

import dev.switchboard.architecture.planted.arrows.console.ConsoleThing;

record FaultyParticipantKnowsConsole(ConsoleThing console) {}
