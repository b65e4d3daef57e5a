package dev.switchboard.load.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.support.PostgresServer;
import dev.switchboard.support.Report;
import dev.switchboard.support.SwitchboardProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What a start costs, from the command to the first 200 of {@code /health/ready}, with the schema
 * up to date: as the script starts Java, with less memory, and with an archive of classes that an
 * earlier run has left (JEP 350). Rounds of all of them take turns.
 */
class StartBenchmark {

  private static final String NAME = "start";
  private static final int ROUNDS = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration POLLED_EVERY = Duration.ofMillis(20);

  /** One start. */
  private record Start(double wallSeconds, double cpuSeconds, double residentMebibytes) {}

  @Test
  void startsTakeTurns() throws IOException {
    Path archive =
        Path.of(System.getProperty("switchboard.test.workdir"), NAME, "classes.jsa")
            .toAbsolutePath();
    Map<String, String> options = new LinkedHashMap<>();
    options.put("as the script starts it", "");
    options.put("`-Xmx256m`", "-Xmx256m");
    options.put("`-XX:SharedArchiveFile=...`", "-XX:SharedArchiveFile=" + archive);
    Map<String, List<Start>> starts = new LinkedHashMap<>();
    try (PostgresServer postgres = PostgresServer.start(NAME)) {
      // The first one makes the schema as well, and leaves the archive.
      start(postgres, "-XX:ArchiveClassesAtExit=" + archive);
      assertThat(archive).isNotEmptyFile();
      for (int round = 0; round < ROUNDS; round++) {
        options.forEach(
            (name, option) ->
                starts
                    .computeIfAbsent(name, key -> new ArrayList<>())
                    .add(start(postgres, option)));
      }
      Report.write("benchmark", NAME, table(postgres, starts));
      if (Boolean.getBoolean("switchboard.test.record")) {
        Report.replace(
            Path.of("src", "docs", "performance.md"), "last starts", table(postgres, starts));
      }
    } finally {
      Files.deleteIfExists(archive);
    }
  }

  private static Start start(PostgresServer postgres, String options) {
    Optional<Start> start = Optional.empty();
    while (start.isEmpty()) {
      start = tried(postgres, options);
    }
    return start.get();
  }

  /** Returns nothing if the server has ended: now and then it trips over itself. */
  private static Optional<Start> tried(PostgresServer postgres, String options) {
    long begin = System.nanoTime();
    try (SwitchboardProcess service =
        SwitchboardProcess.production(NAME)
            .with(postgres.asSettings())
            .with("issuer", "https://login.example/v2.0")
            .with("audience", "api://switchboard")
            .hardened()
            .withEnvironment("JAVA_OPTS", options)
            .startWithoutWaiting()) {
      await()
          .atMost(PATIENCE)
          .pollDelay(POLLED_EVERY)
          .pollInterval(POLLED_EVERY)
          .until(() -> !service.isAlive() || service.status("/health/ready") == 200);
      double wall = (System.nanoTime() - begin) / 1e9;
      return service.isAlive()
          ? Optional.of(
              new Start(
                  wall,
                  CpuMeter.process(service.pid()).used().toMillis() / 1e3,
                  ResidentMemory.of(service.pid()) / (1024.0 * 1024)))
          : Optional.empty();
    }
  }

  private static List<String> table(PostgresServer postgres, Map<String, List<Start>> starts) {
    List<String> lines = new ArrayList<>();
    lines.add("```");
    lines.add("mvn -Pload verify -Dit.test=StartBenchmark");
    lines.add("```");
    lines.add("");
    lines.add(
        "%d starts of each in turns, the one in the middle; %s."
            .formatted(ROUNDS, Machine.describedWith(postgres)));
    lines.add("");
    lines.add("| Java options | seconds until ready | processor seconds | RSS MiB then |");
    lines.add("|---|---|---|---|");
    starts.forEach(
        (name, all) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %.0f |",
                    name,
                    median(all.stream().mapToDouble(Start::wallSeconds).toArray()),
                    median(all.stream().mapToDouble(Start::cpuSeconds).toArray()),
                    median(all.stream().mapToDouble(Start::residentMebibytes).toArray()))));
    return lines;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
