package dev.switchboard.architecture.planted.arrows.json;

import dev.switchboard.architecture.planted.arrows.settings.SettingsThing;

record FaultyJsonKnowsSettings(SettingsThing settings) {}
