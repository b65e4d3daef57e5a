/**
 * What others hear of a change: a notification is written in the change's own transaction, last of
 * all, and numbered without gaps for each call and audience ({@link
 * dev.switchboard.notification.Outbox} is the door for those who change something); and where it
 * may be sent ({@link dev.switchboard.notification.CallbackRule}): to addresses that strangers
 * chose, of which nothing is believed. Calls and operations are known here by their paths and views
 * only.
 */
package dev.switchboard.notification;
