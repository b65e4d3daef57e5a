package dev.switchboard.architecture.planted.arrows.security;

import dev.switchboard.architecture.planted.arrows.error.ErrorThing;
import dev.switchboard.architecture.planted.arrows.odata.OdataThing;
import dev.switchboard.architecture.planted.arrows.settings.SettingsThing;

record SoundSecurity(OdataThing odata, ErrorThing error, SettingsThing settings) {}
