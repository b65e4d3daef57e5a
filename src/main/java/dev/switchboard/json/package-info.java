/**
 * The one way in for JSON bodies: strict, bounded in every dimension, the same on every server;
 * what of a client's text an answer may repeat; and what writes answers. It knows no OData and
 * nobody but errors.
 */
package dev.switchboard.json;
