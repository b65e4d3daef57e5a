/**
 * Faults on purpose: one package for each {@link dev.switchboard.architecture.HouseRule}, laid out
 * like the product. Nothing here runs.
 */
package dev.switchboard.architecture.planted;
