/**
 * Sends one HTTP message to an address that a stranger chose, of which nothing is believed: {@link
 * dev.switchboard.webhook.CallbackRule} says where it may go, and {@link
 * dev.switchboard.webhook.WebhookClient} sends it there within one deadline, whatever the receiver
 * does. What is in the message is not known here.
 */
package dev.switchboard.webhook;
