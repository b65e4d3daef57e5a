package dev.switchboard.architecture.planted.contracttestsknownoproduction.contract;

import dev.switchboard.architecture.planted.contracttestsknownoproduction.operation.Operation;

record FaultyContract(Operation operation) {}
