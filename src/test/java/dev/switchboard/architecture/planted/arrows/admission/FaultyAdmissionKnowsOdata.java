package dev.switchboard.architecture.planted.arrows.admission;

import dev.switchboard.architecture.planted.arrows.odata.OdataThing;

record FaultyAdmissionKnowsOdata(OdataThing odata) {}
