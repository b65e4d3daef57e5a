package dev.switchboard.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.OnlyOn;
import dev.switchboard.support.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that configures a WildFly, and takes that back. */
@OnlyOn(Server.WILDFLY)
class WildFlyConfigurationIT {

  private static final Path SHIPPED = Path.of(System.getProperty("wildfly.home", ""));
  private static final Path CONFIGURATION = Path.of("configuration", "standalone.xml");

  @TempDir private Path folder;
  private Path home;
  private Path server;

  /** All but the folder of modules, to which others are added, is the shared one. */
  @BeforeEach
  void linkTheHome() throws IOException {
    home = folder.resolve("home");
    Path modules = Files.createDirectories(home.resolve("modules"));
    link(SHIPPED, home);
    link(SHIPPED.resolve("modules"), modules);
  }

  private static void link(Path from, Path to) throws IOException {
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.toList()) {
        Path link = to.resolve(entry.getFileName());
        // There are modules of others in org, if the driver was added for the other tests.
        if (!Files.exists(link) && !entry.endsWith("modules/org")) {
          Files.createSymbolicLink(link, entry);
        }
      }
    }
  }

  @BeforeEach
  void copyTheServerAsItIsShipped() throws IOException {
    Path shipped = SHIPPED.resolve("standalone");
    server = folder.resolve("a server");
    try (Stream<Path> files = Files.walk(shipped)) {
      for (Path file : files.toList()) {
        Files.copy(file, server.resolve(shipped.relativize(file)));
      }
    }
  }

  @Test
  void whatIsAppliedCanBeTakenBackToTheLetter() throws Exception {
    String shipped = configuration();

    assertThat(configure("apply")).isEmpty();
    assertThat(configuration()).isNotEqualTo(shipped);

    assertThat(configure("restore")).isEmpty();
    assertThat(configuration()).isEqualTo(shipped);
  }

  @Test
  void bothMayBeRunAgain() throws Exception {
    String shipped = configuration();
    assertThat(configure("restore")).isEmpty();
    assertThat(configuration()).isEqualTo(shipped);

    configure("apply");
    String applied = configuration();
    assertThat(configure("apply")).isEmpty();
    assertThat(configuration()).isEqualTo(applied);
  }

  @Test
  void dataSourceCanBeTakenBackToTheLetter() throws Exception {
    configure("apply");
    String applied = configuration();

    assertThat(configure("apply-datasource")).isEmpty();
    String withDataSource = configuration();
    assertThat(withDataSource).contains("java:jboss/datasources/Switchboard");
    assertThat(configure("apply-datasource")).isEmpty();
    assertThat(configuration()).isEqualTo(withDataSource);

    assertThat(configure("restore-datasource")).isEmpty();
    assertThat(configuration()).isEqualTo(applied);
    assertThat(home.resolve("modules/org/postgresql")).doesNotExist();
  }

  @Test
  void bothListenersAreConfiguredAlike() throws Exception {
    configure("apply");

    assertThat(listener("https").replaceFirst(" ssl-context=\"[^\"]*\"", ""))
        .isEqualTo(
            listener("http")
                .replace("http-listener name=\"default\"", "https-listener name=\"https\"")
                .replace("socket-binding=\"http\"", "socket-binding=\"https\"")
                .replace("${http.enabled:true}", "${https.enabled:false}"));
  }

  private String listener(String protocol) throws IOException {
    return configuration()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("<" + protocol + "-listener "))
        .findFirst()
        .orElseThrow();
  }

  private String configuration() throws IOException {
    return Files.readString(server.resolve(CONFIGURATION));
  }

  /** What the script says, which is nothing if all is well. */
  private String configure(String what) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of("server-config", "wildfly", "configure.sh").toAbsolutePath().toString(),
                what)
            .redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "WILDFLY_HOME", home.toString(),
                "POSTGRESQL_JAR", System.getProperty("postgresql.jar"),
                "SERVER_DIR", server.toString()));
    Process script = builder.start();
    String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(script.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(script.exitValue()).as(said).isZero();
    return said;
  }
}
