package dev.switchboard.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * WildFly: one home for all, {@code wildfly.home}, and for each process a copy of {@code
 * wildfly.server}, which the build has configured with the script for administrators.
 */
final class WildFly implements ServerUnderTest {

  private static final Pattern FAILED_DEPLOYMENT =
      Pattern.compile("WFLYCTL0013: Operation \\(\"(deploy|full-replace-deployment)\"\\) failed");

  /** Of standalone.sh, as far as the WAR needs them. */
  private static final List<String> OPENED =
      Stream.of(
              "java.base/java.lang",
              "java.base/java.lang.invoke",
              "java.base/java.lang.reflect",
              "java.base/java.io",
              "java.base/java.net",
              "java.base/java.security",
              "java.base/java.util",
              "java.base/java.util.concurrent",
              "java.management/javax.management",
              "java.naming/javax.naming")
          .map(opened -> "--add-opens=" + opened + "=ALL-UNNAMED")
          .toList();

  @Override
  public ProcessBuilder byHand(Launch launch) throws IOException {
    Path server = newServer(launch.temporary());
    Files.copy(
        Path.of(System.getProperty("switchboard.test.war")),
        server.resolve("deployments").resolve("switchboard.war"));
    List<String> command =
        new ArrayList<>(
            List.of(
                ServerUnderTest.java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx" + launch.heap(),
                "-Djava.io.tmpdir=" + launch.temporary(),
                "-Djboss.tx.node.id=" + launch.port(),
                "-Djboss.home.dir=" + home(),
                "-Djboss.server.base.dir=" + server,
                "-Djboss.bind.address=127.0.0.1",
                "-Djboss.http.port=" + launch.port(),
                "-Djboss.https.port=" + launch.tlsPort(),
                "-Dhttps.enabled=" + launch.tls(),
                "-Djboss.management.http.port=0",
                "-Dlogging.configuration=file:" + serverConfig("logging.properties")));
    command.addAll(OPENED);
    launch.settings().forEach((key, value) -> command.add("-Dswitchboard." + key + "=" + value));
    command.addAll(
        List.of(
            "-jar",
            home().resolve("jboss-modules.jar").toString(),
            "-mp",
            home().resolve("modules").toString(),
            "org.jboss.as.standalone"));
    return ServerUnderTest.process(command);
  }

  @Override
  public ProcessBuilder byScript(Launch launch) throws IOException {
    Path server = newServer(launch.temporary());
    ProcessBuilder builder = ServerUnderTest.script(serverConfig("start.sh"), launch);
    builder
        .environment()
        .putAll(
            Map.of(
                "WILDFLY_HOME", home().toString(),
                "SERVER_DIR", server.toString(),
                "MANAGEMENT_PORT", "0"));
    return builder;
  }

  @Override
  public Pattern failedDeployment() {
    return FAILED_DEPLOYMENT;
  }

  private static Path newServer(Path temporary) throws IOException {
    Path server = temporary.resolve("server");
    copy(Path.of(System.getProperty("wildfly.server")), server);
    return server;
  }

  private static Path home() {
    return Path.of(System.getProperty("wildfly.home"));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  private static String serverConfig(String file) {
    return ServerUnderTest.serverConfig("wildfly", file).toString();
  }
}
