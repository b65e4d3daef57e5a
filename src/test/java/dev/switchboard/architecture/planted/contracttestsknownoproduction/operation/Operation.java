package dev.switchboard.architecture.planted.contracttestsknownoproduction.operation;

public record Operation(String id) {}
