/**
 * What only the container can show: transactions, locks, and how its exceptions leave the service.
 * These tests run one after the other, and in one thread: there is one container, and Arquillian
 * keeps what it knows of it in the thread.
 */
package dev.switchboard.container;
