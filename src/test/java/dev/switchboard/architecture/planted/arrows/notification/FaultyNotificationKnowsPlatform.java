package dev.switchboard.architecture.planted.arrows.notification;

import dev.switchboard.architecture.planted.arrows.platform.PlatformThing;

record FaultyNotificationKnowsPlatform(PlatformThing platform) {}
