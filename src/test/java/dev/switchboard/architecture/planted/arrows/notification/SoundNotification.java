package dev.switchboard.architecture.planted.arrows.notification;

import dev.switchboard.architecture.planted.arrows.error.ErrorThing;
import dev.switchboard.architecture.planted.arrows.json.JsonThing;
import dev.switchboard.architecture.planted.arrows.odata.OdataThing;
import dev.switchboard.architecture.planted.arrows.security.SecurityThing;
import dev.switchboard.architecture.planted.arrows.settings.SettingsThing;

record SoundNotification(
    ErrorThing error,
    SettingsThing settings,
    OdataThing odata,
    SecurityThing security,
    JsonThing json) {}
