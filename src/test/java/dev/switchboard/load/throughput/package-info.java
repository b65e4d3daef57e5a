/**
 * What the service does under load, beside what its database and a server without a product could
 * do: one run, interleaved rounds, processor time from the operating system. It asserts that every
 * answer is the expected one, and nothing about time.
 */
package dev.switchboard.load.throughput;
