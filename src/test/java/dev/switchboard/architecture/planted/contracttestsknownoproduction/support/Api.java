package dev.switchboard.architecture.planted.contracttestsknownoproduction.support;

public record Api(String url) {}
