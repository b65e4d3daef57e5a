package dev.switchboard.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nb",
        "a\nb",
        "\u001b[2J",
        "\u009b2J",
        "\u2028",
        "\u202e",
        "\u0000",
        "\ud83d\ude00",
        "\ud800",
        "\u007f"
      })
  void whatCouldSteerALogIsEscaped(String hostile) {
    assertThat(LogText.of(hostile)).matches("[ -~]*\\\\u[0-9a-f]{4}[ -~]*");
  }

  @Test
  void whatIsHarmlessStaysAsItIs() {
    assertThat(LogText.of("a b ${jndi:ldap://x} \\ ~")).isEqualTo("a b ${jndi:ldap://x} \\ ~");
    assertThat(LogText.of((String) null)).isEqualTo("null");
  }

  @Test
  void longTextIsCut() {
    assertThat(LogText.of("x".repeat(1_000_000))).hasSize(4096);
    assertThat(LogText.ascii("x".repeat(10_000))).hasSize(10_000);
  }

  @Test
  void failureKeepsItsTracesAndLosesItsLineBreaks() {
    Throwable failure =
        new IllegalStateException(
            "outer\n2030-01-31 INFO forged", new IllegalArgumentException("inner\r\nforged too"));
    StringWriter printed = new StringWriter();

    // As a log handler does, to the end: what it would write is what is looked at.
    LogText.of(failure).printStackTrace(new PrintWriter(printed));

    assertThat(printed.toString())
        .startsWith("java.lang.IllegalStateException: outer\\u000a2030-01-31 INFO forged")
        .contains("\tat " + LogTextTest.class.getName() + ".failureKeepsItsTraces")
        .contains("Caused by: java.lang.IllegalArgumentException: inner\\u000d\\u000aforged too");
    assertThat(printed.toString().lines())
        .allMatch(line -> line.matches("(java|Caused by: |\\tat |\\t\\.\\.\\. ).*"));
  }

  @Test
  void loopOfCausesEnds() {
    IllegalStateException first = new IllegalStateException("first");
    IllegalStateException second = new IllegalStateException("second", first);
    first.initCause(second);

    assertThat(LogText.of(first)).hasMessage("first");
  }
}
