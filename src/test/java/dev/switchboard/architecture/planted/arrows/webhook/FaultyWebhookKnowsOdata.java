package dev.switchboard.architecture.planted.arrows.webhook;

import dev.switchboard.architecture.planted.arrows.odata.OdataThing;

record FaultyWebhookKnowsOdata(OdataThing odata) {}
