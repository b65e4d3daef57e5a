package dev.switchboard.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That what the page about OData's clauses calls shown is shown by a test there is. */
class ConformanceTableTest {

  private static final Path PAGE = Path.of("src", "docs", "odata-conformance.md");
  private static final Path TESTS = Path.of("src", "test", "java");

  /** A test class, mostly with one of its methods. */
  private static final Pattern SHOWN_BY = Pattern.compile("`(\\w+(?:Test|IT))(?:#(\\w+))?`");

  /** A test class that is still to come. */
  private static final Pattern AWAITED = Pattern.compile("(\\w+IT)\u2020");

  private static List<String> found(Pattern pattern) throws IOException {
    return pattern
        .matcher(Files.readString(PAGE))
        .results()
        .map(name -> name.group().replace("`", ""))
        .distinct()
        .toList();
  }

  static List<String> shownBy() throws IOException {
    return found(SHOWN_BY);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shownBy")
  void testThatShowsAClauseIsThere(String test) throws IOException {
    String[] parts = test.split("#", 2);
    Optional<Path> file = file(parts[0]);

    assertThat(file).isPresent();
    if (parts.length == 2) {
      assertThat(Files.readString(file.get())).contains("  void %s(".formatted(parts[1]));
    }
  }

  @Test
  void awaitedTestIsNotThereYet() throws IOException {
    for (String awaited : found(AWAITED)) {
      assertThat(file(awaited.replace("\u2020", "")))
          .as("%s has come: name its methods in %s", awaited, PAGE)
          .isEmpty();
    }
  }

  @Test
  void whateverIsMetIsShown() throws IOException {
    List<String> met =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("| ") && line.split("\\|", -1)[3].startsWith(" met"))
            .toList();

    assertThat(met)
        .hasSizeGreaterThan(50)
        .allMatch(
            row ->
                SHOWN_BY.matcher(row).find()
                    || AWAITED.matcher(row).find()
                    || row.endsWith("| above |")
                    || row.contains("no test can show it"));
  }

  private static Optional<Path> file(String test) throws IOException {
    try (Stream<Path> files = Files.walk(TESTS)) {
      return files.filter(file -> file.endsWith(test + ".java")).findFirst();
    }
  }
}
