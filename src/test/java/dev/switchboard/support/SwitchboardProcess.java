package dev.switchboard.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The built WAR on the server under test, as a process of its own on a free port of the loopback
 * address.
 */
public final class SwitchboardProcess implements AutoCloseable {

  /**
   * A start that takes longer than this has failed; a start on two busy cores takes a tenth of it.
   */
  private static final Duration START_PATIENCE = Duration.ofMinutes(3);

  /** Data of an earlier run is never met again: its schema may have been another one. */
  private static final UUID RUN = UUID.randomUUID();

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

  /** A runaway log must not fill the disk. */
  private static final int MOST_LOG_BYTES = 5 * 1024 * 1024;

  private final Process process;
  private final int port;
  private final int tlsPort;
  private final Path log;
  private final Path temporary;

  private SwitchboardProcess(Process process, int port, int tlsPort, Path log, Path temporary) {
    this.process = process;
    this.port = port;
    this.tlsPort = tlsPort;
    this.log = log;
    this.temporary = temporary;
  }

  /** How to start a process: settings by their names without the prefix. */
  public static final class Builder {

    private final String name;
    private final Map<String, String> settings = new TreeMap<>();
    private final Map<String, String> environment = new TreeMap<>();
    private boolean tls;
    private boolean hardened;
    private String heap = "512m";

    private Builder(String name) {
      this.name = name;
      settings.put("data-dir", workFolder(name).resolve("data-" + RUN).toString());
      settings.putAll(TestDatabase.settingsOfTheRun(name));
    }

    /** Sets one setting as a system property. */
    public Builder with(String setting, String value) {
      settings.put(setting, value);
      return this;
    }

    /** Sets settings as system properties. */
    public Builder with(Map<String, String> more) {
      settings.putAll(more);
      return this;
    }

    /** Limits the heap to so much, for example {@code 256m}. */
    public Builder withHeap(String most) {
      heap = most;
      return this;
    }

    /** Uses the embedded database, whatever the run is on. */
    public Builder onEmbeddedDatabase() {
      settings.keySet().removeIf(key -> key.startsWith("db-"));
      return this;
    }

    /** Sets one variable of the process's environment. */
    public Builder withEnvironment(String variable, String value) {
      environment.put(variable, value);
      return this;
    }

    /** Listens for https as well, with the server's own self-signed certificate. */
    public Builder withTls() {
      tls = true;
      return this;
    }

    /**
     * Starts as an administrator does, by {@code start.sh}, with plain http; its variables are set
     * with {@link #withEnvironment}.
     */
    public Builder hardened() {
      hardened = true;
      return this;
    }

    /** Starts as an administrator does, by {@code start.sh}, with https only. */
    public Builder hardened(TestKeystore keystore) {
      tls = true;
      return hardened()
          .withEnvironment("TLS_KEYSTORE", keystore.file().toString())
          .withEnvironment("TLS_KEYSTORE_PASSWORD_FILE", keystore.passwordFile().toString());
    }

    /** Starts the process and waits until the service is ready; not for https only. */
    public SwitchboardProcess start() {
      SwitchboardProcess started = startWithoutWaiting();
      await(name + " is ready")
          .atMost(START_PATIENCE)
          .until(() -> started.requireAlive().status("/health/ready") == 200);
      return started;
    }

    /** Starts the process. */
    public SwitchboardProcess startWithoutWaiting() {
      try {
        int port = freePort();
        int tlsPort = tls ? freePort() : 0;
        if (hardened) {
          // Links follow the request, as they do for an administrator who sets nothing.
          settings.remove("base-url");
        } else if (tls) {
          // Links follow the request, so that they are https where it was.
          settings.put("issuer", "http://localhost:%d/{tenantid}/v2.0".formatted(port));
        } else {
          settings.putIfAbsent("base-url", "http://localhost:" + port);
        }
        Path temporary = Files.createTempDirectory(name);
        Launch launch = new Launch(Map.copyOf(settings), tls, port, tlsPort, temporary, heap);
        ServerUnderTest server = Server.current().start();
        ProcessBuilder builder = hardened ? server.byScript(launch) : server.byHand(launch);
        builder.redirectErrorStream(true).environment().putAll(environment);
        Path log = workFolder(name).resolve("server-" + port + ".log");
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> killAll(process)));
        Thread copier = new Thread(() -> copyCapped(process.getInputStream(), log));
        copier.setDaemon(true);
        copier.start();
        return new SwitchboardProcess(process, port, tlsPort, log, temporary);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * A service in production mode with a data folder of its own; {@code name} is that of the folder.
   */
  public static Builder production(String name) {
    return new Builder(name).with("mode", "production");
  }

  /**
   * A service in development mode with a data folder of its own; {@code name} is that of the
   * folder.
   */
  public static Builder development(String name) {
    return new Builder(name).with("mode", "development");
  }

  /** The URL of the service, without a trailing slash. */
  public String baseUrl() {
    return "http://localhost:" + port;
  }

  /** Its https URL, without a trailing slash. */
  public String tlsUrl() {
    return "https://localhost:" + tlsPort;
  }

  /** The id of the server's process, which may be the child of its start script. */
  public long pid() {
    return process
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("/java"))
        .findFirst()
        .map(ProcessHandle::pid)
        .orElseGet(process::pid);
  }

  /** What it has printed so far. */
  public String log() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the process as a crash does: no hook runs, nothing is flushed (SIGKILL). */
  public void kill() {
    killAll(process);
    awaitEnd();
  }

  /** Asks the process to stop (SIGTERM), and does not wait for it. */
  public void terminate() {
    process.destroy();
  }

  /** Whether it has not ended yet. */
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }

  /** The status of a GET, or -1 while nobody listens. */
  public int status(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(baseUrl() + path))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      return HttpClient.newHttpClient()
          .send(request, HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  private SwitchboardProcess requireAlive() {
    if (!process.isAlive() || Server.current().start().failedDeployment().matcher(log()).find()) {
      throw new IllegalStateException("the service does not start:\n" + log());
    }
    return this;
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        killAll(process);
        process.waitFor();
      }
      deleteIfPossible(temporary);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The server may be the child of its start script. */
  private static void killAll(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static void deleteIfPossible(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // The next build removes it.
    }
  }

  private static Path workFolder(String name) {
    try {
      return Files.createDirectories(Path.of(System.getProperty("switchboard.test.workdir"), name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = socket.getLocalPort();
      // start.sh refuses those.
      return port % 10_000 == 8181 ? freePort() : port;
    }
  }

  private static void copyCapped(InputStream from, Path to) {
    try (OutputStream file = Files.newOutputStream(to)) {
      byte[] buffer = new byte[8192];
      int written = 0;
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        if (written < MOST_LOG_BYTES) {
          file.write(buffer, 0, read);
          file.flush();
          written += read;
        }
      }
    } catch (IOException e) {
      // The process has ended.
    }
  }
}
