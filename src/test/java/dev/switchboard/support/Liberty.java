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
 * Open Liberty: one home for all, {@code liberty.home}, and for each process a copy of {@code
 * liberty.server}, the folder of a server that the build has made with the script for
 * administrators.
 */
final class Liberty implements ServerUnderTest {

  /** The name that the script gives to the server. */
  private static final String SERVER = "switchboard";

  private static final Pattern FAILED_DEPLOYMENT =
      Pattern.compile("CWWKZ(0002|0004|0013|0106|0124)E|J2CA8022E");

  @Override
  public ProcessBuilder byHand(Launch launch) throws IOException {
    Path folder = newFolder(launch.temporary());
    List<String> command =
        new ArrayList<>(
            List.of(
                ServerUnderTest.java(),
                "@" + home().resolve("lib/platform/java/java9.options"),
                "-javaagent:" + home().resolve("bin/tools/ws-javaagent.jar"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx" + launch.heap(),
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + launch.temporary(),
                "-Dserver.http.port=" + launch.port()));
    if (launch.tls()) {
      command.add("-Dserver.https.port=" + launch.tlsPort());
    }
    launch.settings().forEach((key, value) -> command.add("-Dswitchboard." + key + "=" + value));
    command.addAll(List.of("-jar", home().resolve("bin/tools/ws-server.jar").toString(), SERVER));
    ProcessBuilder builder =
        ServerUnderTest.process(command).directory(folder.resolve("servers/switchboard").toFile());
    builder.environment().put("WLP_USER_DIR", folder.toString());
    if (launch.tls()) {
      // With a password it makes a key of its own.
      builder.environment().put("keystore_password", "of-this-run");
    }
    return builder;
  }

  @Override
  public ProcessBuilder byScript(Launch launch) throws IOException {
    ProcessBuilder builder =
        ServerUnderTest.script(
            ServerUnderTest.serverConfig("liberty", "start.sh").toString(), launch);
    builder
        .environment()
        .putAll(
            Map.of(
                "LIBERTY_HOME",
                home().toString(),
                "WLP_USER_DIR",
                newFolder(launch.temporary()).toString()));
    return builder;
  }

  @Override
  public Pattern failedDeployment() {
    return FAILED_DEPLOYMENT;
  }

  private static Path newFolder(Path temporary) throws IOException {
    Path folder = temporary.resolve("usr");
    Path template = Path.of(System.getProperty("liberty.server"));
    try (Stream<Path> files = Files.walk(template)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(template.relativize(file)));
      }
    }
    return folder;
  }

  private static Path home() {
    return Path.of(System.getProperty("liberty.home"));
  }
}
