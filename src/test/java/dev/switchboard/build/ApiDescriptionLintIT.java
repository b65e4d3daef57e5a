package dev.switchboard.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.NodeProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The description of the API by the rules that Redocly recommends. Skipped where there is no Node.
 */
class ApiDescriptionLintIT {

  private static final Path DESCRIPTION =
      Path.of("src", "main", "resources", "META-INF", "openapi.yaml");

  private static NodeProject project;

  @BeforeAll
  static void install() throws Exception {
    project = NodeProject.install("description", "the description of the API was not linted");
  }

  @Test
  void nothingIsFound() throws Exception {
    NodeProject.Result lint = lint(DESCRIPTION);

    assertThat(lint.status()).as(lint.output()).isZero();
    assertThat(lint.output())
        .contains("Your API description is valid")
        .doesNotContainPattern("You have \\d+ (warning|error)");
  }

  /** Else a linter that reads nothing would be content. */
  @Test
  void wrongDescriptionIsFound(@TempDir Path folder) throws Exception {
    Path wrong =
        Files.writeString(
            folder.resolve(DESCRIPTION.getFileName()),
            Files.readString(DESCRIPTION)
                .replace("#/components/schemas/health'", "#/components/schemas/wealth'"));

    NodeProject.Result lint = lint(wrong);

    assertThat(lint.status()).isNotZero();
    assertThat(lint.output()).contains("no-unresolved-refs");
  }

  private static NodeProject.Result lint(Path description) throws Exception {
    return project
        .with(description)
        .run(
            Map.of("REDOCLY_TELEMETRY", "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE", "true"),
            "node_modules/.bin/redocly",
            "lint",
            "--format=stylish");
  }
}
