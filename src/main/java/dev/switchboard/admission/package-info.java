/**
 * How much the service takes on: so many requests a second of one application and of one tenant,
 * and so many at the database at once, and so much time for a body to arrive. What is too much is
 * refused at once and cheaply, so that what was let in is served as fast as ever; and what no
 * request waits for makes way ({@link dev.switchboard.admission.BackgroundPace}). It knows nobody
 * but errors and settings.
 */
package dev.switchboard.admission;
