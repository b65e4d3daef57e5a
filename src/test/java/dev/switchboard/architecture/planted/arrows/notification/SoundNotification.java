package dev.switchboard.architecture.planted.arrows.notification;

import dev.switchboard.architecture.planted.arrows.error.ErrorThing;
import dev.switchboard.architecture.planted.arrows.json.JsonThing;
import dev.switchboard.architecture.planted.arrows.odata.OdataThing;
import dev.switchboard.architecture.planted.arrows.security.SecurityThing;
import dev.switchboard.architecture.planted.arrows.settings.SettingsThing;
import dev.switchboard.architecture.planted.arrows.signing.SigningThing;
import dev.switchboard.architecture.planted.arrows.upkeep.UpkeepThing;
import dev.switchboard.architecture.planted.arrows.webhook.WebhookThing;

record SoundNotification(
    WebhookThing webhook,
    SigningThing signing,
    OdataThing odata,
    JsonThing json,
    SecurityThing security,
    UpkeepThing upkeep,
    ErrorThing error,
    SettingsThing settings) {}
