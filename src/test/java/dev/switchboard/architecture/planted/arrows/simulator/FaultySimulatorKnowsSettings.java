package dev.switchboard.architecture.planted.arrows.simulator;

import dev.switchboard.architecture.planted.arrows.settings.SettingsThing;

record FaultySimulatorKnowsSettings(SettingsThing settings) {}
