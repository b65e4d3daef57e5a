package dev.switchboard.audit;

import dev.switchboard.error.LogText;
import dev.switchboard.settings.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Where audit records go: to the file of the settings, each line as one append, so that it can be
 * rotated by copying and truncating; without a file to the server's log under the name of this
 * package. A line holds printable ASCII only: whatever a client sent cannot end it, begin another,
 * or steer a terminal.
 */
@ApplicationScoped
class AuditLog {

  private static final Logger SERVER_LOG = System.getLogger(AuditLog.class.getPackageName());

  private static final JsonGeneratorFactory GENERATORS = Json.createGeneratorFactory(Map.of());

  private Clock clock;
  private OutputStream file;

  /** For the container's proxy. */
  protected AuditLog() {}

  /**
   * Opens the file.
   *
   * @throws UncheckedIOException if it cannot be written to
   */
  @Inject
  AuditLog(Settings settings, Clock clock) {
    this.clock = clock;
    settings.auditLog().ifPresent(path -> file = open(path));
  }

  private static OutputStream open(Path path) {
    try {
      return Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      // The server will add stack traces; this is the sentence to read.
      SERVER_LOG.log(
          Level.ERROR, "Switchboard does not start: the audit log cannot be written to: " + path);
      throw new UncheckedIOException("the audit log cannot be written to: " + path, e);
    }
  }

  /** Makes a file that cannot be written to stop the start, not the first write. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object started) {
    // By now the file is open.
  }

  @PreDestroy
  void close() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Appends one line. */
  void write(AuditRecord line) {
    String json = json(line);
    if (file == null) {
      SERVER_LOG.log(Level.INFO, json);
      return;
    }
    try {
      file.write((json + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // The write that it is about is committed: its record must not be lost with the disk's space.
      SERVER_LOG.log(Level.ERROR, "The audit log cannot be written to: " + json);
    }
  }

  private String json(AuditRecord line) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = GENERATORS.createGenerator(text)) {
      json.writeStartObject();
      json.write("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
      line.members()
          .forEach(
              (name, value) -> {
                if (value instanceof Number number) {
                  json.write(name, number.longValue());
                } else {
                  json.write(name, value.toString());
                }
              });
      json.writeEnd();
    }
    // What JSON need not escape but a terminal might obey.
    return LogText.ascii(text.toString());
  }
}
