package dev.switchboard.load.throughput;

import static org.awaitility.Awaitility.await;

import dev.switchboard.support.PostgresServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

/** A server that is measured beside the service, in a process of its own. */
final class ServerProcess implements AutoCloseable {

  private static final Duration START_PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts one, and returns when it accepts connections; it logs into a file.
   *
   * @param command by the port that it is to listen on
   */
  static ServerProcess start(IntFunction<List<String>> command, File log) {
    try {
      int port;
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = free.getLocalPort();
      }
      Process process =
          new ProcessBuilder(command.apply(port))
              .redirectErrorStream(true)
              .redirectOutput(log)
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      await("the server accepts connections")
          .atMost(START_PATIENCE)
          .until(() -> accepts(process, port));
      return new ServerProcess(process, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command for a {@link ThinServer}. */
  static IntFunction<List<String>> thin(PostgresServer database, int connections) {
    return port ->
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ThinServer.class.getName(),
            Integer.toString(port),
            database.jdbcUrl(database.port()),
            PostgresServer.USER,
            Integer.toString(connections));
  }

  private static boolean accepts(Process process, int port) {
    if (!process.isAlive()) {
      throw new IllegalStateException("a server does not start; see its log");
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
