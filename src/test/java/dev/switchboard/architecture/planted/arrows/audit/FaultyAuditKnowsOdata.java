package dev.switchboard.architecture.planted.arrows.audit;

import dev.switchboard.architecture.planted.arrows.odata.OdataThing;

record FaultyAuditKnowsOdata(OdataThing odata) {}
