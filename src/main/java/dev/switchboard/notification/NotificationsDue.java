package dev.switchboard.notification;

/** The event that a transaction has written notifications that somebody waits for. */
record NotificationsDue() {}
