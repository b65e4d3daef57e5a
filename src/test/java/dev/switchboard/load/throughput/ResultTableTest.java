package dev.switchboard.load.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ResultTableTest {

  private static final String THIN = "thin";
  private static final String BARE = "bare";

  private static Scenario scenario(String name, boolean isPatch, boolean hasServer) {
    return new Scenario(
        name,
        isPatch,
        time -> new Outcome(),
        hasServer ? OptionalLong.of(1) : OptionalLong.empty());
  }

  private static Outcome outcome(int requests, long millisEach, int seconds) {
    Outcome outcome = new Outcome();
    for (int i = 0; i < requests; i++) {
      outcome.answered(Duration.ofMillis(millisEach).toNanos());
    }
    return outcome.took(Duration.ofSeconds(seconds));
  }

  private static Usage usage(int server, int database, int client, int machine, int offered) {
    return new Usage(
        Duration.ofMillis(server),
        Duration.ofMillis(database),
        Duration.ofMillis(client),
        Duration.ofMillis(machine),
        Duration.ofMillis(offered));
  }

  private static Measurement measured(Scenario scenario, Outcome outcome, Usage usage) {
    Measurement measurement = new Measurement(scenario);
    measurement.add(outcome, usage, 3 << 20);
    return measurement;
  }

  private static ResultTable table(Measurement... measurements) {
    return new ResultTable(Arrays.asList(measurements), THIN, BARE);
  }

  private final Measurement bare =
      measured(scenario(BARE, true, false), outcome(4_000, 1, 1), usage(0, 400, 100, 500, 1_000));
  private final Measurement thin =
      measured(scenario(THIN, true, true), outcome(2_000, 2, 1), usage(200, 300, 100, 700, 1_000));
  private final Measurement patch =
      measured(
          scenario("PATCH", true, true), outcome(1_000, 5, 1), usage(250, 125, 50, 525, 1_000));

  @Test
  void rowTellsRatesRatiosLatencyProcessorTimeAndMemory() {
    assertThat(table(bare, thin, patch).lines())
        .contains(
            "| bare | 4000 | 2.00 | 1.00 | 1.0 | 1.0 | 1.0 | - | 0.100 | 0.025 | - | 4000 | valid |",
            "| thin | 2000 | 1.00 | 0.50 | 2.0 | 2.0 | 2.0 | 0.100 | 0.150 | 0.050 | 3 | 2000 | valid |",
            "| PATCH | 1000 | 0.50 | 0.25 | 5.0 | 5.0 | 5.0 | 0.250 | 0.125 | 0.050 | 3 | 1000 | valid |");
  }

  @Test
  void rowsHaveAsManyCellsAsTheHead() {
    assertThat(table(bare, thin, patch).lines().stream().filter(line -> line.startsWith("|")))
        .hasSize(5)
        .allSatisfy(
            line -> assertThat(line.chars().filter(each -> each == '|').count()).isEqualTo(14));
  }

  @Test
  void whatIsNoPatchIsNotComparedWithTheLimits() {
    Measurement get =
        measured(scenario("GET", false, true), outcome(10, 1, 1), usage(1, 1, 1, 3, 10));

    assertThat(table(bare, thin, get).lines())
        .anySatisfy(line -> assertThat(line).startsWith("| GET | 10 | - | - |"));
  }

  @Test
  void whatOthersUsedIsSaid() {
    // 100 ms of 1000 each in the last two, none in the first.
    assertThat(table(bare, thin, patch).lines())
        .contains("Others used 6.7 % of the processors meanwhile.");
  }

  @Test
  void runWithAnUnexpectedAnswerIsInvalidAndSaysWhy() {
    Outcome flawed = outcome(1_000, 5, 1);
    flawed.unexpected("status 503");
    flawed.unexpected("status 503");
    flawed.unexpected("connection closed");
    ResultTable table =
        table(bare, measured(scenario("PATCH", true, true), flawed, usage(1, 1, 1, 3, 10)));

    assertThat(table.isValid()).isFalse();
    assertThat(table.lines())
        .contains(
            "This run is **invalid**: PATCH: connection closed, 1 times; PATCH: status 503, 2 times.")
        .anySatisfy(line -> assertThat(line).startsWith("| PATCH |").endsWith("| **invalid** |"))
        .anySatisfy(line -> assertThat(line).startsWith("| bare |").endsWith("| valid |"));
  }

  @Test
  void oneUnexpectedAnswerOfOneRoundIsEnough() {
    Outcome flawed = outcome(10, 5, 1);
    flawed.unexpected("status 500");
    Measurement measurement = new Measurement(scenario("PATCH", true, true));
    measurement.add(outcome(10, 5, 1), Usage.NONE, 0);
    measurement.add(flawed, Usage.NONE, 0);
    measurement.add(outcome(10, 5, 1), Usage.NONE, 0);

    assertThat(measurement.isValid()).isFalse();
  }

  @Test
  void runWithoutAnyAnswerIsInvalid() {
    ResultTable table =
        table(measured(scenario("PATCH", true, true), outcome(0, 0, 1), Usage.NONE));

    assertThat(table.isValid()).isFalse();
    assertThat(table.lines())
        .contains("This run is **invalid**: PATCH: nothing was answered as expected, 1 times.");
  }

  @Test
  void percentilesAreThoseOfAllRounds() {
    Measurement measurement = new Measurement(scenario("PATCH", true, true));
    measurement.add(outcome(980, 2, 1), Usage.NONE, 0);
    measurement.add(outcome(15, 50, 1), Usage.NONE, 0);
    measurement.add(outcome(5, 400, 1), Usage.NONE, 0);

    assertThat(measurement.percentileMillis(50)).isCloseTo(2, within(0.01));
    assertThat(measurement.percentileMillis(98)).isCloseTo(2, within(0.01));
    assertThat(measurement.percentileMillis(99)).isCloseTo(50, within(0.1));
    assertThat(measurement.percentileMillis(99.9)).isCloseTo(400, within(1.0));
  }

  @Test
  void rateIsThatOfTheRoundInTheMiddle() {
    Measurement measurement = new Measurement(scenario("PATCH", true, true));
    for (int requests : new int[] {10, 300, 200}) {
      measurement.add(outcome(requests, 1, 1), Usage.NONE, 0);
    }
    assertThat(measurement.perSecond()).isEqualTo(200);

    measurement.add(outcome(400, 1, 1), Usage.NONE, 0);
    assertThat(measurement.perSecond()).isEqualTo(250);
  }

  @Test
  void memoryIsTheMostOfAnyRound() {
    Measurement measurement = new Measurement(scenario("PATCH", true, true));
    for (long memory : new long[] {10, 30, 20}) {
      measurement.add(outcome(1, 1, 1), Usage.NONE, memory);
    }

    assertThat(measurement.serverMemory()).isEqualTo(30);
  }

  @Test
  void plotIsWellFormedAndSaysWhatIsInvalid() throws Exception {
    Outcome flawed = outcome(10, 5, 1);
    flawed.unexpected("status 500");
    List<String> svg =
        ResultPlot.svg(
            "<10 & more>",
            List.of(bare, measured(scenario("PATCH", true, true), flawed, Usage.NONE)));

    String root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(String.join("\n", svg))))
            .getDocumentElement()
            .getTagName();
    assertThat(root).isEqualTo("svg");
    assertThat(String.join("\n", svg)).contains("PATCH (invalid)").contains("bare</text>");
  }

  @Test
  void lastRatesAreSteadyIfTheyDifferByLittle() {
    assertThat(WarmUp.isSteady(List.of(1_000.0, 1_000.0))).isFalse();
    assertThat(WarmUp.isSteady(List.of(100.0, 950.0, 1_000.0, 901.0))).isTrue();
    assertThat(WarmUp.isSteady(List.of(1_000.0, 950.0, 1_000.0, 899.0))).isFalse();
  }
}
