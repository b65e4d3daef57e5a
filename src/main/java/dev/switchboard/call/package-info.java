/**
 * Calls: who owns them, how they begin and end, and the collection of operations that each holds.
 * It starts and cancels operations through {@link dev.switchboard.operation.CommsOperationService}
 * and holds no merge logic of its own.
 */
package dev.switchboard.call;
