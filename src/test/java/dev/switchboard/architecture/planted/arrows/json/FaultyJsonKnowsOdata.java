package dev.switchboard.architecture.planted.arrows.json;

import dev.switchboard.architecture.planted.arrows.odata.OdataThing;

record FaultyJsonKnowsOdata(OdataThing odata) {}
