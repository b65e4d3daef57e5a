package dev.switchboard.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final String PAGE =
      "before\n<!-- run: begin -->\nold\nlines\n<!-- run: end -->\nafter\n";

  @Test
  void linesOfTheLastRunTakeThePlaceOfThoseBefore() {
    assertThat(Report.replaced(PAGE, "run", List.of("new", "")))
        .isEqualTo("before\n<!-- run: begin -->\nnew\n\n<!-- run: end -->\nafter\n");
  }

  @Test
  void pageWithoutThePlaceIsRefused() {
    assertThatThrownBy(() -> Report.replaced(PAGE, "other", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other");
  }
}
