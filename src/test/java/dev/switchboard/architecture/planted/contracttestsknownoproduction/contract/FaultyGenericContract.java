package dev.switchboard.architecture.planted.contracttestsknownoproduction.contract;

import dev.switchboard.architecture.planted.contracttestsknownoproduction.operation.Operation;
import java.util.List;

record FaultyGenericContract(List<Operation> operations) {}
