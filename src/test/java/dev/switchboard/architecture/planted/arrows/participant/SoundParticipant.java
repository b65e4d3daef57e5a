package dev.switchboard.architecture.planted.arrows.participant;

import dev.switchboard.architecture.planted.arrows.error.ErrorThing;
import dev.switchboard.architecture.planted.arrows.notification.NotificationThing;
import dev.switchboard.architecture.planted.arrows.odata.OdataThing;
import dev.switchboard.architecture.planted.arrows.operation.OperationThing;
import dev.switchboard.architecture.planted.arrows.security.SecurityThing;
import dev.switchboard.architecture.planted.arrows.settings.SettingsThing;

record SoundParticipant(
    OperationThing operation,
    NotificationThing notification,
    OdataThing odata,
    SecurityThing security,
    ErrorThing error,
    SettingsThing settings) {}
