/**
 * Participants: who is in a call, as the media platform tells it. Whoever writes the roster of a
 * call holds the lock of the call, which is known here by its id only; every change of it is told
 * once, with all that is in it.
 */
package dev.switchboard.participant;
