package dev.switchboard.architecture.planted.arrows.simulator;

import dev.switchboard.architecture.planted.arrows.odata.OdataThing;

record FaultySimulatorKnowsOdata(OdataThing odata) {}
