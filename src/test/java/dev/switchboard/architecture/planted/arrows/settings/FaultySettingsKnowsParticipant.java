package dev.switchboard.architecture.planted.arrows.settings;

import dev.switchboard.architecture.planted.arrows.participant.ParticipantThing;

record FaultySettingsKnowsParticipant(ParticipantThing participant) {}
