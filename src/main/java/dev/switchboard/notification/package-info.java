/**
 * What others hear of a change: a notification is written in the change's own transaction, last of
 * all, and numbered without gaps for each call and audience ({@link
 * dev.switchboard.notification.Outbox} is the door for those who change something); after the
 * commit it is sent, in its order, by {@link dev.switchboard.notification.OutboxRelay}. Calls and
 * operations are known here by their paths and views only.
 */
package dev.switchboard.notification;
