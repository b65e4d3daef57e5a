package dev.switchboard.platform;

import dev.switchboard.admission.Drain;
import dev.switchboard.settings.Settings;
import dev.switchboard.upkeep.Repetition;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a service is told from outside that it will be stopped: somebody makes the file that is named
 * by the setting. The service lets no request in any more, and deletes the file when those that
 * were inside have been answered. A signal would not do: at SIGTERM some servers take the
 * application away under the requests that are in it, and nothing standard can hold them up.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class DrainFile {

  private static final Duration EVERY = Duration.ofMillis(200);

  @Inject private Settings settings;
  @Inject private Drain drain;
  @Inject private Repetition attempts;

  @PostConstruct
  void watch() {
    settings
        .drainFile()
        .ifPresent(
            file -> {
              // One that is there already was meant for the process before.
              delete(file);
              attempts.begin(() -> isDrained(file), EVERY);
            });
  }

  @PreDestroy
  void stop() {
    attempts.stop();
  }

  private boolean isDrained(Path file) {
    if (Files.exists(file)) {
      drain.begin();
    }
    if (!drain.isDone()) {
      return false;
    }
    delete(file);
    return true;
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
