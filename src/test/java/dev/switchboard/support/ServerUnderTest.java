package dev.switchboard.support;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What the tests must know of a server to start the WAR on it. */
interface ServerUnderTest {

  /** A start in little time and memory, with settings as system properties. */
  ProcessBuilder byHand(Launch launch) throws IOException;

  /** A start by the script for administrators, with settings as variables. */
  ProcessBuilder byScript(Launch launch) throws IOException;

  /** What it logs when it goes on without its application. */
  Pattern failedDeployment();

  /** A process that knows nothing of the service's variables in the environment of the tests. */
  static ProcessBuilder process(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .keySet()
        .removeIf(key -> key.startsWith("SWITCHBOARD_") || key.startsWith("TLS_"));
    return builder;
  }

  /** A process of a script for administrators, with the settings of the service as variables. */
  static ProcessBuilder script(String script, Launch launch) {
    ProcessBuilder builder = process(List.of(script));
    Map<String, String> variables = builder.environment();
    launch
        .settings()
        .forEach(
            (key, value) ->
                variables.put(
                    "SWITCHBOARD_" + key.toUpperCase(Locale.ROOT).replace('-', '_'), value));
    variables.putAll(
        Map.of(
            "JAVA_HOME", System.getProperty("java.home"),
            "JAVA_OPTS", "-XX:+UseSerialGC -Xmx" + launch.heap(),
            "TMPDIR", launch.temporary().toString(),
            "WAR_FILE", System.getProperty("switchboard.test.war"),
            "HTTP_PORT", Integer.toString(launch.port()),
            "HTTPS_PORT", Integer.toString(launch.tlsPort()),
            "LISTEN_ADDRESS", "127.0.0.1"));
    return builder;
  }

  /** A file of this project's configuration of a server. */
  static Path serverConfig(String server, String file) {
    return Path.of("server-config", server, file).toAbsolutePath();
  }

  /** The Java that runs the tests. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
