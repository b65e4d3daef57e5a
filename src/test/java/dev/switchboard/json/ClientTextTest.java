package dev.switchboard.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientTextTest {

  private static final String PHONE = "\uD83D\uDCDE";

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(strings = {"", " ", "a", "\u00FC\u20AC" + PHONE, "a\\b\"c", "\u05D0"})
  void textThatIsSeenStaysAsItIs(String text) {
    assertThat(ClientText.shown(text)).isEqualTo(text);
  }

  @Test
  void whatIsNotSeenIsEscaped() {
    assertThat(ClientText.shown("a\0b\r\n\t\u001b\u007f\u0085"))
        .isEqualTo("a\\u0000b\\u000D\\u000A\\u0009\\u001B\\u007F\\u0085");
    assertThat(ClientText.shown("\u202Ex\u2028\u2029\uFEFF\uE000\uFFFF"))
        .isEqualTo("\\u202Ex\\u2028\\u2029\\uFEFF\\uE000\\uFFFF");
    assertThat(ClientText.shown("\uD83Dx\uDCDE")).isEqualTo("\\uD83Dx\\uDCDE");
    assertThat(ClientText.shown("\uDB40\uDC01")).as("a tag").isEqualTo("\\uDB40\\uDC01");
  }

  @Test
  void longTextIsCut() {
    assertThat(ClientText.shown("x".repeat(160))).isEqualTo("x".repeat(160));
    assertThat(ClientText.shown("x".repeat(161))).isEqualTo("x".repeat(159) + "\u2026");
    assertThat(ClientText.shown("\0".repeat(1_000))).isEqualTo("\\u0000".repeat(26) + "\u2026");
    assertThat(ClientText.shown(PHONE.repeat(1_000))).isEqualTo(PHONE.repeat(79) + "\u2026");
  }
}
