package dev.switchboard.architecture.planted.arrows.webhook;

import dev.switchboard.architecture.planted.arrows.console.ConsoleThing;

record FaultyWebhookKnowsConsole(ConsoleThing console) {}
