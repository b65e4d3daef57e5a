package dev.switchboard.architecture.planted.arrows.call;

import dev.switchboard.architecture.planted.arrows.error.ErrorThing;
import dev.switchboard.architecture.planted.arrows.notification.NotificationThing;
import dev.switchboard.architecture.planted.arrows.odata.OdataThing;
import dev.switchboard.architecture.planted.arrows.operation.OperationThing;
import dev.switchboard.architecture.planted.arrows.participant.ParticipantThing;
import dev.switchboard.architecture.planted.arrows.security.SecurityThing;
import dev.switchboard.architecture.planted.arrows.settings.SettingsThing;

record SoundCall(
    ParticipantThing participant,
    OperationThing operation,
    NotificationThing notification,
    OdataThing odata,
    SecurityThing security,
    ErrorThing error,
    SettingsThing settings) {}
