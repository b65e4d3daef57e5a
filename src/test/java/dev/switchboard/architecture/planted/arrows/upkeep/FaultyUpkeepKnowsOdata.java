package dev.switchboard.architecture.planted.arrows.upkeep;

import dev.switchboard.architecture.planted.arrows.odata.OdataThing;

record FaultyUpkeepKnowsOdata(OdataThing odata) {}
