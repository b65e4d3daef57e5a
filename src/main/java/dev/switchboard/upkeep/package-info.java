/**
 * What the service does by itself, without a request: from when the schema of its database is up to
 * date ({@link dev.switchboard.upkeep.SchemaReady}), again and again, in threads of the container's
 * ({@link dev.switchboard.upkeep.Repetition}). What that is belongs to whoever does it.
 */
package dev.switchboard.upkeep;
