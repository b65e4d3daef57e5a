package dev.switchboard.architecture.planted.arrows.error;

import dev.switchboard.architecture.planted.arrows.settings.SettingsThing;

record FaultyErrorKnowsSettings(SettingsThing settings) {}
