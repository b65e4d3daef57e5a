package dev.switchboard.architecture.planted.arrows.settings;

import dev.switchboard.architecture.planted.arrows.signing.SigningThing;

record FaultySettingsKnowsSigning(SigningThing signing) {}
