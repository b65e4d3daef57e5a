/**
 * What makes the packages a service on a server: the JAX-RS application, the data source, the
 * schema, health, and the clock and settings that the others inject. Nobody depends on it.
 */
package dev.switchboard.platform;
