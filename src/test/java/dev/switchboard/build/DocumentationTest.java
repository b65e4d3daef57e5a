package dev.switchboard.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation promises to be complete. */
class DocumentationTest {

  /**
   * A class, with or without a member, in backquotes; words in capitals only and types of others
   * are none.
   */
  private static final Pattern CLASS_NAME =
      Pattern.compile("`([A-Z][a-z]+(?:[A-Z][A-Za-z]*)+)(?:\\.[a-zA-Z]+(?:\\([^)`]*\\))?)?`");

  private static final Pattern LINK = Pattern.compile("\\]\\((src/[^)]+)\\)");

  /** The pages besides the README; decisions tell of their time and may name what is gone. */
  private static final Path PAGES = Path.of("src", "docs");

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

  /** Every class, and every file that is linked, that the README or another page names. */
  static List<String> named() throws IOException {
    StringBuilder text = new StringBuilder(Files.readString(Path.of("README.md")));
    for (Path page : pages()) {
      text.append(Files.readString(page));
    }
    return Stream.concat(
            CLASS_NAME.matcher(text).results().map(name -> name.group(1) + ".java"),
            LINK.matcher(text).results().map(link -> link.group(1)))
        .distinct()
        .toList();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files.filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("named")
  void documentationNamesOnlyWhatThereIs(String file) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      assertThat(files).anyMatch(path -> path.endsWith(file) || path.equals(Path.of(file)));
    }
  }

  @Test
  void readmeLinksEveryPage() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(pages())
        .isNotEmpty()
        .allSatisfy(page -> assertThat(readme).contains("](" + page + ")"));
  }

  @Test
  void readmeListsEveryDecision() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    try (Stream<Path> decisions = Files.list(Path.of("src", "docs", "decisions"))) {
      assertThat(decisions)
          .isNotEmpty()
          .allSatisfy(decision -> assertThat(readme).contains("- [").contains(decision.toString()));
    }
  }
}
