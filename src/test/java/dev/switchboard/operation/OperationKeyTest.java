package dev.switchboard.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationKeyTest {

  private static final String DASHED = "57dab8b1-894c-409a-b240-bd8beae78896";
  private static final UUID ID = UUID.fromString(DASHED);

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        DASHED,
        "57DAB8B1-894C-409A-B240-BD8BEAE78896",
        "57dab8b1894c409ab240bd8beae78896",
        "57DAB8B1894C409AB240BD8BEAE78896",
        "57DAB8B1894C409ab240bd8beae78896"
      })
  void allSpellingsAreOneId(String text) {
    assertThat(OperationKey.parseId(text)).contains(ID);
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "",
        " ",
        "1",
        "1-1-1-1-1",
        "57dab8b1-894c-409a-b240-bd8beae7889",
        "57dab8b1-894c-409a-b240-bd8beae788960",
        "57dab8b1-894c-409a-b240-bd8beae7889g",
        "{57dab8b1-894c-409a-b240-bd8beae78896}",
        "57dab8b1894c-409a-b240-bd8beae78896",
        "57dab8b1-894c-409a-b240-bd8beae78896\n",
        " 57dab8b1-894c-409a-b240-bd8beae78896",
        "57dab8b1894c409ab240bd8beae7889\uFF16"
      })
  void nothingElseIsAnId(String text) {
    assertThat(OperationKey.parseId(text)).isEmpty();
  }

  @ParameterizedTest(name = "{0} / {1}")
  @CsvSource({"x, " + DASHED, DASHED + ", x", "x, x"})
  void keyOfNoIdIsNotFound(String callId, String id) {
    assertThatThrownBy(() -> OperationKey.parse(callId, id))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }

  @Test
  void pathIsLowerCaseAndDashed() {
    OperationKey key = OperationKey.parse("57DAB8B1894C409AB240BD8BEAE78896", DASHED);

    assertThat(key).isEqualTo(new OperationKey(ID, ID));
    assertThat(key.path())
        .isEqualTo("communications/calls/%s/operations/%s".formatted(DASHED, DASHED));
    assertThat(OperationKey.collection(ID))
        .isEqualTo("communications/calls('%s')/operations".formatted(DASHED));
  }
}
