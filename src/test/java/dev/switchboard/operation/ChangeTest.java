package dev.switchboard.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class ChangeTest {

  @Test
  void keepLeavesTheValue() {
    assertThat(Change.<String>keep().applyTo("old")).isEqualTo("old");
    assertThat(Change.<String>keep().applyTo(null)).isNull();
  }

  @Test
  void clearRemovesTheValue() {
    assertThat(Change.<String>clear().applyTo("old")).isNull();
    assertThat(Change.<String>clear().applyTo(null)).isNull();
  }

  @Test
  void setReplacesTheValue() {
    assertThat(Change.set("new").applyTo("old")).isEqualTo("new");
    assertThat(Change.set("new").applyTo(null)).isEqualTo("new");
  }

  @Test
  void setHasAValue() {
    assertThatNullPointerException().isThrownBy(() -> Change.set(null));
  }

  @Test
  void onlySetAsksForTheMerge() {
    assertThat(Change.<String>keep().mergeInto(1, String::length)).isEqualTo(1);
    assertThat(Change.<String>clear().mergeInto(1, String::length)).isNull();
    assertThat(Change.set("four").mergeInto(1, String::length)).isEqualTo(4);
  }

  @Test
  void equalsByContent() {
    assertThat(Change.set("a")).isEqualTo(Change.set("a")).isNotEqualTo(Change.set("b"));
    assertThat(Change.<String>keep()).isEqualTo(Change.<String>keep()).isNotEqualTo(Change.clear());
  }
}
