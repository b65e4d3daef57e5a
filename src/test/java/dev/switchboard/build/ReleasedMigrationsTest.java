package dev.switchboard.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A migration that was released is never changed: the databases that have it would be refused. */
class ReleasedMigrationsTest {

  private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db");

  /** SHA-256 of each. A new migration is added here when it is released. */
  private static final Map<String, String> RELEASED =
      Map.of(
          "h2/V1__calls_and_operations.sql",
              "239b08e3baeaeaf4bffb849531e627c0792e062361cd1436efa0501156ffe9db",
          "postgresql/V1__calls_and_operations.sql",
              "d20e1e8e95d53d4075077328a3ce396fe2d7050607e99d65e6fad2df9ba53453");

  @Test
  void releasedMigrationsAreAsTheyWere() throws Exception {
    Map<String, String> found = migrations();
    found.keySet().retainAll(RELEASED.keySet());

    assertThat(found).containsExactlyInAnyOrderEntriesOf(RELEASED);
  }

  @Test
  void bothDatabasesHaveTheSameVersions() throws Exception {
    Map<String, String> found = migrations();

    assertThat(names(found, "h2/")).isNotEmpty().isEqualTo(names(found, "postgresql/"));
  }

  private static Set<String> names(Map<String, String> found, String folder) {
    return found.keySet().stream()
        .filter(file -> file.startsWith(folder))
        .map(file -> file.substring(folder.length()))
        .collect(Collectors.toSet());
  }

  private static Map<String, String> migrations() throws IOException, NoSuchAlgorithmException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(MIGRATIONS)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        found.put(
            MIGRATIONS.relativize(file).toString().replace('\\', '/'),
            HexFormat.of().formatHex(sum));
      }
    }
    return found;
  }
}
