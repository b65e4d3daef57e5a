package dev.switchboard.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The configuration of Payara Micro. */
class ServerConfigTest {

  @Test
  void bothListenersAreConfiguredAlike() throws IOException {
    List<String> commands =
        Files.readAllLines(Path.of("server-config", "payara-micro", "preboot.asadmin"));

    assertThat(commands)
        .filteredOn(command -> command.contains("protocol.http-listener.http."))
        .isNotEmpty()
        .allSatisfy(
            command ->
                assertThat(commands)
                    .contains(
                        command.replace("protocol.http-listener", "protocol.https-listener")));
  }
}
