package dev.switchboard.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation promises to be complete. */
class DocumentationTest {

  static List<String> variables() {
    return Settings.keys().stream()
        .map(key -> "SWITCHBOARD_" + key.toUpperCase(Locale.ROOT).replace('-', '_'))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variables")
  void readmeTellsOfEverySetting(String variable) throws IOException {
    assertThat(Files.readString(Path.of("README.md"))).contains("`" + variable + "`");
  }
}
