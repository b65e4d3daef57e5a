package dev.switchboard.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SuiteReportTest {

  private static final String TEXT =
      """
      Before.
      <!-- table of servers: begin -->
      | server | database | contract |
      |---|---|---|
      | A | H2 | 1 / 2 / 3 |
      | C | H2 | 7 / 8 / 9 |
      <!-- table of servers: end -->
      After.
      """;

  @Test
  void rowOfTheSameServerAndDatabaseIsReplaced() {
    assertThat(SuiteReport.recorded(TEXT, "A", "H2", "| A | H2 | 4 / 5 / 6 |"))
        .isEqualTo(TEXT.replace("1 / 2 / 3", "4 / 5 / 6"));
  }

  @Test
  void newRowStandsInOrder() {
    assertThat(SuiteReport.recorded(TEXT, "B", "H2", "| B | H2 | 4 / 5 / 6 |"))
        .isEqualTo(TEXT.replace("| C |", "| B | H2 | 4 / 5 / 6 |\n| C |"));
  }
}
