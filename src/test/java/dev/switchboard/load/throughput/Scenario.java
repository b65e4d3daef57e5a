package dev.switchboard.load.throughput;

import java.util.OptionalLong;

/**
 * One thing that is measured.
 *
 * @param name in tables and plots
 * @param isPatch whether it does what a PATCH does, and so can be compared with the limits
 * @param load what is asked
 * @param server the process that answers, if it is not the database itself
 */
record Scenario(String name, boolean isPatch, Load load, OptionalLong server) {

  /** The meter of its server. */
  CpuMeter serverMeter() {
    return server.isPresent() ? CpuMeter.process(server.getAsLong()) : CpuMeter.none();
  }

  /** The memory of its server that is in RAM, in bytes; 0 without one. */
  long serverMemory() {
    return server.isPresent() ? ResidentMemory.of(server.getAsLong()) : 0;
  }
}
