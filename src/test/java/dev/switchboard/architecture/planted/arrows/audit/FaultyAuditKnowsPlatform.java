package dev.switchboard.architecture.planted.arrows.audit;

import dev.switchboard.architecture.planted.arrows.platform.PlatformThing;

record FaultyAuditKnowsPlatform(PlatformThing platform) {}
