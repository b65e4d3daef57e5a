package dev.switchboard.architecture.planted.arrows.webhook;

import dev.switchboard.architecture.planted.arrows.error.ErrorThing;
import dev.switchboard.architecture.planted.arrows.settings.SettingsThing;

record SoundWebhook(ErrorThing error, SettingsThing settings) {}
