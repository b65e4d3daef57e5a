/**
 * How a receiver can tell that a notification comes from this service and is as it was sent: {@link
 * dev.switchboard.signing.NotificationSignatures} makes the headers that show it, with keys that
 * all nodes share and that are published below {@code /.well-known}. Notifications themselves are
 * not known here.
 */
package dev.switchboard.signing;
