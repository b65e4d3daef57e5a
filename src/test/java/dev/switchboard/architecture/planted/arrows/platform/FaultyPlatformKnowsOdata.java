package dev.switchboard.architecture.planted.arrows.platform;

import dev.switchboard.architecture.planted.arrows.odata.OdataThing;

record FaultyPlatformKnowsOdata(OdataThing odata) {}
