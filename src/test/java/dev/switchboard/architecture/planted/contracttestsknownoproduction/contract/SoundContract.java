package dev.switchboard.architecture.planted.contracttestsknownoproduction.contract;

import dev.switchboard.architecture.planted.contracttestsknownoproduction.support.Api;

record SoundContract(Api api) {}
