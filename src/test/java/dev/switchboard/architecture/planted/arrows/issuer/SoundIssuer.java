package dev.switchboard.architecture.planted.arrows.issuer;

import dev.switchboard.architecture.planted.arrows.error.ErrorThing;
import dev.switchboard.architecture.planted.arrows.settings.SettingsThing;

record SoundIssuer(ErrorThing error, SettingsThing settings) {}
