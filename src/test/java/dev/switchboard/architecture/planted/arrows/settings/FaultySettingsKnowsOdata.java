package dev.switchboard.architecture.planted.arrows.settings;

import dev.switchboard.architecture.planted.arrows.odata.OdataThing;

record FaultySettingsKnowsOdata(OdataThing odata) {}
