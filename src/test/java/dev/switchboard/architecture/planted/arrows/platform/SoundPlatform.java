package dev.switchboard.architecture.planted.arrows.platform;

import dev.switchboard.architecture.planted.arrows.settings.SettingsThing;

record SoundPlatform(SettingsThing settings) {}
