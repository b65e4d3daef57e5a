package dev.switchboard.architecture.planted.arrows.notification;

import dev.switchboard.architecture.planted.arrows.error.ErrorThing;
import dev.switchboard.architecture.planted.arrows.settings.SettingsThing;

record SoundNotification(ErrorThing error, SettingsThing settings) {}
