package dev.switchboard.architecture.planted.arrows.webhook;

import dev.switchboard.architecture.planted.arrows.upkeep.UpkeepThing;

record FaultyWebhookKnowsUpkeep(UpkeepThing upkeep) {}
