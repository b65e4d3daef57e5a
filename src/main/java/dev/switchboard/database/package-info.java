/**
 * The way to the database: which one the settings name, its connections, its schema, and what the
 * statements share that go there without the persistence unit ({@link
 * dev.switchboard.database.SharedStatements}). Everybody but {@code platform}, the server, which
 * makes {@link dev.switchboard.database.ConfiguredDatabase}, and those statements uses the
 * persistence unit.
 */
package dev.switchboard.database;
