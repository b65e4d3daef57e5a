package dev.switchboard.load.throughput;

import java.time.Duration;

/** What is read before and after a round. */
final class Meters {

  private final CpuMeter database;
  private final CpuMeter client = CpuMeter.process(ProcessHandle.current().pid());
  private final CpuMeter machine = CpuMeter.machine();

  /** With that of the database. */
  Meters(CpuMeter database) {
    this.database = database;
  }

  /** What has been used so far, by a server and the others. */
  Usage read(CpuMeter server) {
    return new Usage(
        server.used(),
        database.used(),
        client.used(),
        machine.used(),
        Duration.ofNanos(System.nanoTime() * Runtime.getRuntime().availableProcessors()));
  }

  /** Drives a scenario once, and adds what it gave. */
  Outcome measure(Measurement measurement, Duration time) {
    Scenario scenario = measurement.scenario();
    CpuMeter server = scenario.serverMeter();
    Usage before = read(server);
    Outcome outcome = scenario.load().drive(time);
    measurement.add(outcome, read(server).minus(before), scenario.serverMemory());
    return outcome;
  }
}
