/** Benchmarks: ratios measured in one run, never an assertion about time. */
package dev.switchboard.load;
