package dev.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.fault.Outcome.Ok;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes over one database: the races over both of them, and what only two can get wrong. */
@Tag("long")
class TwoNodesFaultIT extends RaceFaults {

  private static final int ROUNDS = Run.number("race-rounds", 25);
  private static final int REQUESTS = Run.number("r3-nodes-requests", 4_000);
  private static final int KILLS = Run.number("r4-nodes-cycles", 2);
  private static final int CLIENTS = 64;
  private static final int OPERATIONS = 1_000;
  private static final int WRITES_BETWEEN = 200;

  private static Nodes nodes;

  private final String token = nodes.token();
  private final History history = new History();

  TwoNodesFaultIT() {
    super("-nodes", nodes.any(nodes.token()));
  }

  @BeforeAll
  static void start() throws Exception {
    nodes = Nodes.start("two-nodes", 2);
  }

  @AfterAll
  static void stop() {
    nodes.close();
  }

  @Test
  void whatManyClientsOfBothNodesAreAnsweredIsConsistent() throws Exception {
    Target both = nodes.any(token);
    Workload workload = Workload.of(1, CLIENTS, REQUESTS, OPERATIONS);

    workload.run(both, history);
    workload.readAll(both, history);

    Run.judge(
        "R3-nodes",
        "%d clients, %d operations at a time, 2 nodes".formatted(CLIENTS, OPERATIONS),
        REQUESTS + " requests",
        history,
        verdict -> assertThat(verdict.acknowledged()).isGreaterThan(REQUESTS / 2));
  }

  @Test
  void whatOneNodeWroteTheOtherOneShowsAtOnce() {
    Target[] each = {nodes.one(0, token), nodes.one(1, token)};
    String operation =
        history
            .create(each[0], 0, Map.of("@odata.type", "#microsoft.graph.playPromptOperation"))
            .orElseThrow();
    for (int round = 0; round < ROUNDS; round++) {
      Outcome written =
          history.patch(
              each[round % 2],
              0,
              operation,
              Map.of("clientContext", "r" + round),
              OptionalLong.of(1L + round));
      Outcome read = history.read(each[(round + 1) % 2], 0, operation);

      assertThat(written).isInstanceOf(Ok.class);
      assertThat(read).isEqualTo(written);
    }

    Run.judgeCalm(
        "read-your-write",
        "PATCH on one node, GET on the other",
        ROUNDS + " rounds",
        history,
        verdict -> {});
  }

  @Test
  void killedNodeLosesNothingAndTheOtherOneGoesOn() throws Exception {
    try (Load load = Load.begin(16, 8, nodes.any(token), history)) {
      for (int cycle = 0; cycle < KILLS; cycle++) {
        load.awaitAcknowledged(WRITES_BETWEEN + 37 * cycle);
        nodes.get(cycle % 2).kill();
        load.awaitAcknowledged(WRITES_BETWEEN);
        nodes.startAgain(cycle % 2);
      }
      load.awaitAcknowledged(WRITES_BETWEEN);
      load.end();
    }

    Run.judge(
        "R4-nodes",
        "kill -9 of one node of two under load of 16 clients, repeated",
        KILLS + " kills",
        history,
        verdict -> assertThat(verdict.unknown()).isPositive());
  }
}
