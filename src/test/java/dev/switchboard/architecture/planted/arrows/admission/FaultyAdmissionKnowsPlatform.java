package dev.switchboard.architecture.planted.arrows.admission;

import dev.switchboard.architecture.planted.arrows.platform.PlatformThing;

record FaultyAdmissionKnowsPlatform(PlatformThing platform) {}
