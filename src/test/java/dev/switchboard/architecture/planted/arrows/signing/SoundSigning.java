package dev.switchboard.architecture.planted.arrows.signing;

import dev.switchboard.architecture.planted.arrows.error.ErrorThing;
import dev.switchboard.architecture.planted.arrows.odata.OdataThing;
import dev.switchboard.architecture.planted.arrows.security.SecurityThing;
import dev.switchboard.architecture.planted.arrows.settings.SettingsThing;

record SoundSigning(
    OdataThing odata, SecurityThing security, ErrorThing error, SettingsThing settings) {}
