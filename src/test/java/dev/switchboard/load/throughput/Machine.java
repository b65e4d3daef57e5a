package dev.switchboard.load.throughput;

import dev.switchboard.support.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a run was on, in words. */
final class Machine {

  private Machine() {}

  /** Processors, memory, and the versions of what matters; with that of a database. */
  static String describedWith(PostgresServer database) {
    try {
      return "%d processors (%s), %d GiB, Linux %s, Java %s, %s, PostgreSQL %s"
          .formatted(
              Runtime.getRuntime().availableProcessors(),
              ProcFields.text(Files.readString(Path.of("/proc/cpuinfo")), "model name"),
              ProcFields.bytes(Files.readString(Path.of("/proc/meminfo")), "MemTotal") >> 30,
              System.getProperty("os.version"),
              Runtime.version(),
              System.getProperty("switchboard.test.server.title"),
              database.ask("SHOW server_version"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
