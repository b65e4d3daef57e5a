package dev.switchboard.upkeep;

/**
 * The event that the schema of the database is up to date: what looks into it by itself may begin.
 */
public record SchemaReady() {}
