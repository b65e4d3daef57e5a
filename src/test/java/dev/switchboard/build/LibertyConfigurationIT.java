package dev.switchboard.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.OnlyOn;
import dev.switchboard.support.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that makes a server in a Liberty, and takes it away. */
@OnlyOn(Server.LIBERTY)
class LibertyConfigurationIT {

  private static final Path WAR = Path.of(System.getProperty("switchboard.test.war", ""));
  private static final List<String> IN_THE_LIBRARY =
      List.of("dev/switchboard/database", "dev/switchboard/settings", "db");

  @TempDir private Path folder;
  private Path server;

  @BeforeEach
  void nameTheServer() {
    server = folder.resolve("a folder/servers/switchboard");
  }

  @Test
  void libraryHasWhatTheWarHas() throws Exception {
    assertThat(configure("apply")).isEmpty();

    assertThat(server.resolve("switchboard.war")).hasSameBinaryContentAs(WAR);
    Path library = server.resolve("database");
    try (FileSystem war = FileSystems.newFileSystem(WAR)) {
      for (String each : IN_THE_LIBRARY) {
        Map<String, Integer> taken = contents(library.resolve("classes").resolve(each));
        // Flyway's marks are not from the WAR.
        taken.keySet().removeIf(name -> name.endsWith("flyway.location"));
        assertThat(taken).isNotEmpty().isEqualTo(contents(war.getPath("WEB-INF", "classes", each)));
      }
      assertThat(contents(library.resolve("lib")))
          .isNotEmpty()
          .isEqualTo(contents(war.getPath("WEB-INF", "lib")));
    }
  }

  @Test
  void applyMayBeRunAgainAndLeavesNothingOfTheLastTime() throws Exception {
    configure("apply");
    Map<String, Integer> applied = contents(server);
    Files.createFile(server.resolve("database/lib/of-another-release.jar"));

    assertThat(configure("apply")).isEmpty();

    assertThat(contents(server)).isEqualTo(applied);
  }

  @Test
  void restoreLeavesOnlyWhatIsTheAdministrators() throws Exception {
    configure("apply");
    assertThat(configure("restore")).isEmpty();
    assertThat(server).doesNotExist();

    configure("apply");
    Files.createFile(server.resolve("lib/driver.jar"));
    assertThat(configure("restore")).isEmpty();
    assertThat(contents(server)).containsOnlyKeys("lib/driver.jar");
    assertThat(configure("restore")).isEmpty();
  }

  /** A hash of each file by its name. */
  private static Map<String, Integer> contents(Path root) throws IOException {
    Map<String, Integer> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(root.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return contents;
  }

  /** What the script says, which is nothing if all is well. */
  private String configure(String what) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of("server-config", "liberty", "configure.sh").toAbsolutePath().toString(),
                what)
            .redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "LIBERTY_HOME", System.getProperty("liberty.home"),
                "WLP_USER_DIR", folder.resolve("a folder").toString(),
                "WAR_FILE", WAR.toString()));
    Process script = builder.start();
    String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(script.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(script.exitValue()).as(said).isZero();
    return said;
  }
}
