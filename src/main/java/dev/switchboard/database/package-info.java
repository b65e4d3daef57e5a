/**
 * The way to the database: which one the settings name, its connections, and its schema. Only
 * {@code platform} depends on it, and the server, which makes {@link
 * dev.switchboard.database.ConfiguredDatabase}; everybody else uses the persistence unit.
 */
package dev.switchboard.database;
