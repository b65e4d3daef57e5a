/**
 * The token issuer of development mode, shaped like Entra's so that client code need not change. It
 * knows nothing of the service that trusts it and nobody depends on it; outside development mode
 * its paths do not exist.
 */
package dev.switchboard.issuer;
