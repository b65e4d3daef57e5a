/**
 * What an administrator may set, read once, checked once, and handed round as one immutable value.
 * Every other package may read it and it knows none of them. A key that is not in {@link
 * dev.switchboard.settings.Settings} does not exist.
 */
package dev.switchboard.settings;
