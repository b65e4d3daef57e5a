package dev.switchboard.architecture.planted.arrows.notification;

import dev.switchboard.architecture.planted.arrows.odata.OdataThing;

record FaultyNotificationKnowsOdata(OdataThing odata) {}
