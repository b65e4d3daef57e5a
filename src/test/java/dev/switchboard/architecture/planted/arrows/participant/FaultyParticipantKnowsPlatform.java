package dev.switchboard.architecture.planted.arrows.participant;

import dev.switchboard.architecture.planted.arrows.platform.PlatformThing;

record FaultyParticipantKnowsPlatform(PlatformThing platform) {}
