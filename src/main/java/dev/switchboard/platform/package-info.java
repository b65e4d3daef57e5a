/**
 * What makes the packages a service on a server: the JAX-RS application, the order of the filters
 * in front of it, the start, health, and the clock, the settings and the database that the others
 * inject. Nobody depends on it.
 */
package dev.switchboard.platform;
