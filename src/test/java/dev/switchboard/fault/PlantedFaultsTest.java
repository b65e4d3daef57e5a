package dev.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checker on a service of which it is known whether it is right. */
class PlantedFaultsTest {

  private static final int CLIENTS = 8;
  private static final int REQUESTS = 1_000;
  private static final int OPERATIONS = 2;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void serviceWithoutFaultIsGreen(long seed) throws InterruptedException {
    Verdict verdict =
        verdict(
            Workload.of(seed, CLIENTS, REQUESTS, OPERATIONS), new ModelTarget(Optional.empty()));

    assertThat(verdict.findings()).as(verdict.toString()).isEmpty();
    assertThat(verdict.lost()).isZero();
    // The workload does what it says.
    assertThat(verdict.operations()).isGreaterThan(OPERATIONS);
    assertThat(verdict.acknowledged()).isGreaterThan(REQUESTS / 2);
    assertThat(verdict.reads()).isPositive();
    assertThat(verdict.refused()).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void plantedFaultIsRedByItsRule(PlantedFault fault) throws InterruptedException {
    // One client alone, where any other write could be the reason of a refusal.
    int clients = fault == PlantedFault.REFUSED_WITHOUT_REASON ? 1 : CLIENTS;
    Workload workload = Workload.of(1, clients, REQUESTS, OPERATIONS);
    boolean aboutEnds = fault == PlantedFault.TERMINAL_STATE_LEFT;

    Verdict verdict =
        verdict(aboutEnds ? workload : workload.withoutEnds(), new ModelTarget(Optional.of(fault)));

    assertThat(verdict.broken()).as(verdict.toString()).contains(fault.broken());
  }

  @Test
  void lostWritesAreCounted() throws InterruptedException {
    Verdict verdict =
        verdict(
            Workload.of(1, CLIENTS, REQUESTS, OPERATIONS).withoutEnds(),
            new ModelTarget(Optional.of(PlantedFault.COMMIT_AFTER_ANSWER)));

    // The last one of each operation, and what was answered with its version and changed nothing.
    assertThat(verdict.lost()).isGreaterThanOrEqualTo(OPERATIONS);
  }

  private static Verdict verdict(Workload workload, ModelTarget target)
      throws InterruptedException {
    History history = new History();
    workload.run(target, history);
    target.crash();
    workload.readAll(target, history);
    return ConsistencyChecker.check(history);
  }
}
