package dev.switchboard.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2030-01-31T10:20:30Z");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0|PT0S",
        "1|PT1S",
        " 120 |PT2M",
        "007|PT7S",
        "7200|PT2H",
        "7201|PT2H",
        "999999999999999999|PT2H",
        "Thu, 31 Jan 2030 10:20:30 GMT|PT0S",
        "Thu, 31 Jan 2030 10:21:00 GMT|PT30S",
        "Thu, 31 Jan 2030 10:20:29 GMT|PT0S",
        "Mon, 01 Jan 1990 00:00:00 GMT|PT0S",
        "Fri, 01 Feb 2030 10:20:30 GMT|PT2H",
        "Fri, 31 Dec 9999 23:59:59 GMT|PT2H",
        "Thursday, 31-Jan-30 10:21:00 GMT|PT30S",
        "Thursday, 31-Jan-80 10:21:00 GMT|PT0S",
        "Tuesday, 31-Jan-79 10:21:00 GMT|PT2H",
        "Thu Jan 31 10:21:00 2030|PT30S",
        "Fri Feb  1 10:20:30 2030|PT2H"
      })
  void pauseIsSecondsOrADateAndBounded(String value, Duration pause) {
    assertThat(RetryAfter.parse(value, NOW)).contains(pause);
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "",
        " ",
        "-1",
        "+1",
        "1.5",
        "1s",
        "soon",
        "0x10",
        "1, 2",
        "9999999999999999999",
        "2030-01-31T10:21:00Z",
        "Thu, 31 Jan 2030 10:21:00",
        "Thu, 31 Jan 2030 10:21:00 CET",
        "Wed, 31 Jan 2030 10:21:00 GMT",
        "Thu, 32 Jan 2030 10:21:00 GMT"
      })
  void whatIsNeitherIsNotHeard(String value) {
    assertThat(RetryAfter.parse(value, NOW)).isEmpty();
  }
}
