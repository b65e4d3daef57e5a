package dev.switchboard.architecture.planted.arrows.error;

import dev.switchboard.architecture.planted.arrows.odata.OdataThing;

record FaultyErrorKnowsOdata(OdataThing odata) {}
