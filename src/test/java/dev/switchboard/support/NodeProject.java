package dev.switchboard.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder below {@code src/test/js} with the packages of npm that it locks, copied to where it may
 * be written to.
 */
public final class NodeProject {

  private final Path folder;

  private NodeProject(Path folder) {
    this.folder = folder;
  }

  /**
   * A process that has ended.
   *
   * @param status its exit status
   * @param output what it printed
   */
  public record Result(int status, String output) {}

  /**
   * Copies a folder and installs its packages; skips the test, and says so, where there is no Node.
   *
   * @param name of the folder below {@code src/test/js}, or nothing for that one itself
   * @param untested what is not tested without Node
   */
  public static NodeProject install(String name, String untested) throws Exception {
    return install(Path.of("src", "test", "js").resolve(name), name, untested);
  }

  /** The same for a folder anywhere in this project; {@code name} is that of the copy. */
  public static NodeProject install(Path source, String name, String untested) throws Exception {
    if (!succeeds("node", "--version") || !succeeds("npm", "--version")) {
      skip(untested + ", because node and npm are not on the PATH");
    }
    Path folder =
        Files.createDirectories(
            Path.of(System.getProperty("switchboard.test.workdir"), "js").resolve(name));
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.write(folder.resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
    NodeProject project = new NodeProject(folder);
    Result installed = project.run(Map.of(), "npm", "ci", "--no-audit", "--no-fund");
    assertThat(installed.status()).as(installed.output()).isZero();
    return project;
  }

  /** Skips the test; the build tells only the number of skipped tests, not why. */
  public static void skip(String reason) {
    System.getLogger(NodeProject.class.getName())
        .log(System.Logger.Level.WARNING, "SKIPPED: " + reason);
    abort("SKIPPED: " + reason);
  }

  /** The first of these programs that there is. */
  public static Optional<String> program(List<String> candidates) {
    return candidates.stream()
        .filter(candidate -> !candidate.isBlank() && succeeds(candidate, "--version"))
        .findFirst();
  }

  /** Puts one more file into the folder. */
  public NodeProject with(Path file) throws IOException {
    Files.write(folder.resolve(file.getFileName()), Files.readAllBytes(file));
    return this;
  }

  /** Runs a program in the folder, until it ends. */
  public Result run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    return run(folder, environment, command);
  }

  /** Starts a program in the folder, which goes on. */
  public Process start(Map<String, String> environment, String... command) throws IOException {
    return start(folder, environment, command);
  }

  private static boolean succeeds(String... command) {
    try {
      return run(Path.of("."), Map.of(), command).status() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Result run(Path folder, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Process process = start(folder, environment, command);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  private static Process start(Path folder, Map<String, String> environment, String... command)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }
}
