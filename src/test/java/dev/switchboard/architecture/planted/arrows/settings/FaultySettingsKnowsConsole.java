package dev.switchboard.architecture.planted.arrows.settings;

import dev.switchboard.architecture.planted.arrows.console.ConsoleThing;

record FaultySettingsKnowsConsole(ConsoleThing console) {}
