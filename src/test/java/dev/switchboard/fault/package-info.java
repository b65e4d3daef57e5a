/**
 * What the service keeps when many write at once and when something breaks. Each test drives a load
 * ({@link dev.switchboard.fault.Workload}) against a {@link dev.switchboard.fault.Target} while it
 * breaks something, records every request in a {@link dev.switchboard.fault.History}, and lets the
 * {@link dev.switchboard.fault.ConsistencyChecker} judge what was answered. The checker itself is
 * tried on planted faults; it knows the rules and no class of the product.
 */
package dev.switchboard.fault;
