package dev.switchboard.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the files in {@code server-config} have in common: the server knows no way to include one.
 */
class ServerConfigTest {

  @Test
  void developmentIsHardenedLikeProduction() throws IOException {
    List<String> production = commands("preboot.asadmin");
    // Where to listen is what the two differ in.
    production.removeIf(command -> command.contains("${"));

    assertThat(production).hasSizeGreaterThan(20);
    assertThat(commands("development-preboot.asadmin")).containsAll(production);
  }

  @Test
  void bothListenersAreConfiguredAlike() throws IOException {
    List<String> commands = commands("preboot.asadmin");

    assertThat(commands)
        .filteredOn(command -> command.contains("protocol.http-listener.http."))
        .isNotEmpty()
        .allSatisfy(
            command ->
                assertThat(commands)
                    .contains(
                        command.replace("protocol.http-listener", "protocol.https-listener")));
  }

  private static List<String> commands(String file) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("server-config", "payara-micro").resolve(file));
    lines.removeIf(line -> line.isBlank() || line.startsWith("#"));
    return lines;
  }
}
