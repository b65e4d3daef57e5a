package dev.switchboard.architecture.planted.arrows.admission;

import dev.switchboard.architecture.planted.arrows.console.ConsoleThing;

record FaultyAdmissionKnowsConsole(ConsoleThing console) {}
