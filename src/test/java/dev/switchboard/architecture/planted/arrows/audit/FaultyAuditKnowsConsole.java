package dev.switchboard.architecture.planted.arrows.audit;

import dev.switchboard.architecture.planted.arrows.console.ConsoleThing;

record FaultyAuditKnowsConsole(ConsoleThing console) {}
