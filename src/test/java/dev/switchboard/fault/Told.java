package dev.switchboard.fault;

/**
 * A notification as the feed of a call shows it.
 *
 * @param sequence its number
 * @param resource the path of what changed, below the service root
 * @param version the version that it tells of
 */
record Told(int sequence, String resource, long version) {}
