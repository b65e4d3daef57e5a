package dev.switchboard.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.query.Search.All;
import dev.switchboard.query.Search.Any;
import dev.switchboard.query.Search.None;
import dev.switchboard.query.Search.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code $search} (OData 4.01 URL Conventions 5.1.7). */
class SearchTest {

  private static final Words A = new Words("a");
  private static final Words B = new Words("b");
  private static final Words C = new Words("c");

  private static Search search(String text) {
    return new SearchParser("$search", text).search();
  }

  @Test
  void wordsAreAllLookedFor() {
    assertThat(search("a b")).isEqualTo(new All(A, B));
    assertThat(search(" a AND b ")).isEqualTo(new All(A, B));
  }

  @Test
  void notBindsTighterThanAndThanOr() {
    assertThat(search("a OR NOT b c")).isEqualTo(new Any(A, new All(new None(B), C)));
    assertThat(search("(a OR b) c")).isEqualTo(new All(new Any(A, B), C));
  }

  @Test
  void phraseIsOneAndOperatorsAreCapitals() {
    assertThat(search("\"a OR b\"")).isEqualTo(new Words("a OR b"));
    assertThat(search("\"say \\\"hi\\\"\"")).isEqualTo(new Words("say \"hi\""));
    assertThat(search("or")).isEqualTo(new Words("or"));
    assertThat(search("ORDER")).isEqualTo(new Words("ORDER"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\"", "\"\"", "a OR", "NOT", "(a", "a)", "a;b", "a b c d e f g h i j k"})
  void malformedSearchIsRefused(String text) {
    assertThatThrownBy(() -> search(text)).hasMessageStartingWith("$search: ");
  }

  @Test
  void nestedSearchIsRefused() {
    assertThatThrownBy(() -> search("(".repeat(10_000) + "a")).hasMessageContaining("nested");
    assertThatThrownBy(() -> search("NOT ".repeat(10_000) + "a")).hasMessageContaining("nested");
  }

  @Test
  void wordIsLookedForInEveryColumnWithoutRegardToCase() {
    Condition condition = new Translation("$search", Model.COLUMNS, "s").of(search("NOT 50%"));

    assertThat(condition.jpql())
        .isEqualTo(
            "NOT (((e.context IS NOT NULL AND LOWER(e.context) LIKE :s0 ESCAPE '!')"
                + " OR (e.message IS NOT NULL AND LOWER(e.message) LIKE :s1 ESCAPE '!')))");
    assertThat(condition.parameters()).containsEntry("s0", "%50!%%").containsEntry("s1", "%50!%%");
  }
}
