package dev.switchboard.architecture.planted.arrows.upkeep;

import dev.switchboard.architecture.planted.arrows.settings.SettingsThing;

record FaultyUpkeepKnowsSettings(SettingsThing settings) {}
