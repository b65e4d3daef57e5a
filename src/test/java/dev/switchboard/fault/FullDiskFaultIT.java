package dev.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.support.PostgresServer;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The disk of the database is full, and later it is not; a file system in memory stands for it. */
@Tag("long")
class FullDiskFaultIT {

  private static final int TIMES = Run.number("r10-times", 1);
  private static final int CLIENTS = 16;
  private static final int OPERATIONS = 8;
  private static final int WRITES_BEFORE = 200;
  private static final int REFUSALS_MEANWHILE = 50;
  private static final Duration RECOVERY = Duration.ofMinutes(1);

  private final History history = new History();
  private Path disk;

  @BeforeEach
  void mount() throws Exception {
    disk =
        Files.createDirectories(
                Path.of(System.getProperty("switchboard.test.workdir"), "full-disk", "disk"))
            .toAbsolutePath();
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", disk.toString()))
        .as("a file system can be mounted only by the superuser")
        .isZero();
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", "-l", disk.toString());
  }

  @Test
  void fullDiskLosesNothingAndRoomIsFoundAgain() throws Exception {
    int restarts = 0;
    try (PostgresServer postgres =
            PostgresServer.start(
                disk.resolve("data"), Map.of("max_wal_size", "32MB", "min_wal_size", "32MB"));
        SwitchboardProcess service =
            SwitchboardProcess.development("full-disk").with(postgres.asSettings()).start()) {
      Target target = new HttpTarget(List.of(service.baseUrl()), Service.newTenant());
      try (Load load = Load.begin(CLIENTS, OPERATIONS, target, history)) {
        for (int time = 0; time < TIMES; time++) {
          load.awaitAcknowledged(WRITES_BEFORE);
          Path ballast = fill();
          // What is left of the log's last file must be used up.
          fillTheLog(postgres);
          load.awaitOutcomes(REFUSALS_MEANWHILE, HttpTarget.UNAVAILABLE::equals);
          Files.delete(ballast);
          if (!postgres.isAlive()) {
            // As a service manager does.
            postgres.stop();
            postgres.start();
            restarts++;
          }
          await().atMost(RECOVERY).until(() -> service.status("/health/ready") == 200);
          load.awaitAcknowledged(WRITES_BEFORE);
        }
        load.end();
      }
    }

    Run.judge(
        "R10",
        "disk full under the database, load of %d clients".formatted(CLIENTS),
        "%d times; PostgreSQL had to be started again %d times".formatted(TIMES, restarts),
        history,
        verdict -> {
          assertThat(verdict.unknown()).isPositive();
          assertThat(history.exchanges())
              .extracting(Exchange::outcome)
              .filteredOn(Outcome.Unknown.class::isInstance)
              .containsOnly(HttpTarget.UNAVAILABLE);
        });
  }

  private Path fill() throws IOException {
    Path ballast = disk.resolve("ballast");
    byte[] block = new byte[4096];
    try (OutputStream file = Files.newOutputStream(ballast)) {
      while (true) {
        file.write(block);
      }
    } catch (IOException e) {
      // There is no room left.
      return ballast;
    }
  }

  /** An outsider writes until there is no room for it either. */
  private static void fillTheLog(PostgresServer postgres) {
    await()
        .atMost(RECOVERY)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> !postgres.canWrite(1024 * 1024));
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
  }
}
