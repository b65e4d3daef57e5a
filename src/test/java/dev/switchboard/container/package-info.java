/**
 * What only the container can show: transactions, locks, and how its exceptions leave the service.
 */
package dev.switchboard.container;
