package dev.switchboard.architecture.planted.arrows.upkeep;

import dev.switchboard.architecture.planted.arrows.signing.SigningThing;

record FaultyUpkeepKnowsSigning(SigningThing signing) {}
