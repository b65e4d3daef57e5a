package dev.switchboard.architecture.planted.arrows.notification;

import dev.switchboard.architecture.planted.arrows.console.ConsoleThing;

record FaultyNotificationKnowsConsole(ConsoleThing console) {}
