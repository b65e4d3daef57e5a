package dev.switchboard.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * GlassFish, and Payara Server, which is made of it: one home for all, {@code glassfish.home} or
 * {@code payara.home}, and for each process a copy of the domain {@code glassfish.server} or {@code
 * payara.server}, which the build has configured with the script for administrators.
 */
final class GlassFish implements ServerUnderTest {

  private static final Pattern FAILED_DEPLOYMENT =
      Pattern.compile("Exception while (loading|deploying) the app|Autodeploy failed|deployFailed");

  private static final String MAIN_CLASS = "com.sun.enterprise.glassfish.bootstrap.";

  private final String name;

  GlassFish(String name) {
    this.name = name;
  }

  @Override
  public ProcessBuilder byHand(Launch launch) throws IOException {
    Path domain = newDomain(launch.temporary());
    Path deployments = Files.createDirectories(domain.resolve("autodeploy"));
    Files.copy(
        Path.of(System.getProperty("switchboard.test.war")),
        deployments.resolve("switchboard.war"));
    List<String> command = new ArrayList<>(commandOf(domain));
    int main = 0;
    while (!command.get(main).startsWith(MAIN_CLASS)) {
      main++;
    }
    List<String> options =
        new ArrayList<>(
            List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Djava.io.tmpdir=" + launch.temporary(),
                "-Dserver.listen.address=127.0.0.1",
                "-Dserver.http.enabled=true",
                "-Dserver.http.port=" + launch.port(),
                "-Dserver.https.enabled=" + launch.tls(),
                "-Dserver.https.port=" + launch.tlsPort(),
                "-Dserver.tls.key.alias=s1as"));
    launch.settings().forEach((key, value) -> options.add("-Dswitchboard." + key + "=" + value));
    command.addAll(main, options);
    return withoutInput(ServerUnderTest.process(command));
  }

  @Override
  public ProcessBuilder byScript(Launch launch) throws IOException {
    ProcessBuilder builder =
        ServerUnderTest.script(ServerUnderTest.serverConfig(name, "start.sh").toString(), launch);
    builder
        .environment()
        .putAll(
            Map.of(
                name.toUpperCase(Locale.ROOT) + "_HOME",
                home().toString(),
                "DOMAIN_DIR",
                newDomain(launch.temporary()).toString()));
    return builder;
  }

  @Override
  public Pattern failedDeployment() {
    return FAILED_DEPLOYMENT;
  }

  /** What {@code asadmin start-domain} would start, an argument a line. */
  private List<String> commandOf(Path domain) throws IOException {
    Process asadmin =
        new ProcessBuilder(
                home().resolve("bin").resolve("asadmin").toString(),
                "start-domain",
                "--dry-run",
                "--domaindir",
                domain.getParent().toString(),
                domain.getFileName().toString())
            .redirectErrorStream(true)
            .start();
    asadmin.getOutputStream().close();
    List<String> lines = asadmin.inputReader().lines().toList();
    int end = lines.indexOf("");
    if (end < 2) {
      throw new IllegalStateException(String.join("\n", lines));
    }
    return lines.subList(1, end);
  }

  /** A copy whose administration, which nobody uses, has a free port. */
  private Path newDomain(Path temporary) throws IOException {
    Path domain = temporary.resolve("domain");
    Path template = Path.of(System.getProperty(name + ".server"));
    try (Stream<Path> files = Files.walk(template)) {
      files.forEach(
          file -> {
            try {
              Files.copy(file, domain.resolve(template.relativize(file)));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    Path configuration = domain.resolve("config").resolve("domain.xml");
    Files.writeString(
        configuration,
        Files.readString(configuration)
            .replaceAll(
                "(<network-listener [^>]*)port=\"[0-9]+\"([^>]* name=\"admin-listener\")",
                "$1port=\"" + freePort() + "\"$2"));
    return domain;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Path home() {
    return Path.of(System.getProperty(name + ".home"));
  }

  /** It would wait for a master password. */
  private static ProcessBuilder withoutInput(ProcessBuilder builder) {
    return builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
  }
}
