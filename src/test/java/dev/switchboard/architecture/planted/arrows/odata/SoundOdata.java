package dev.switchboard.architecture.planted.arrows.odata;

import dev.switchboard.architecture.planted.arrows.error.ErrorThing;
import dev.switchboard.architecture.planted.arrows.settings.SettingsThing;

record SoundOdata(ErrorThing error, SettingsThing settings) {}
