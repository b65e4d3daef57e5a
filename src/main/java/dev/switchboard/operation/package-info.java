/**
 * The core: one {@code commsOperation}, the patch that changes it, the rules of the merge and the
 * state machine, and the one transaction in which a merge happens. It holds a call's id, never a
 * call, and so stays below everything that starts operations.
 */
package dev.switchboard.operation;
