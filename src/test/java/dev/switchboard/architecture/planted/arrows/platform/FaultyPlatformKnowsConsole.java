package dev.switchboard.architecture.planted.arrows.platform;

import dev.switchboard.architecture.planted.arrows.console.ConsoleThing;

record FaultyPlatformKnowsConsole(ConsoleThing console) {}
