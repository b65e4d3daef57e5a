package dev.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Many clients and many operations; of each operation several write at the same time. */
@Isolated("64 clients at once want the machine for themselves")
class ManyClientsFaultIT {

  private static final int CLIENTS = 64;
  private static final int OPERATIONS = 1_000;
  private static final int REQUESTS = Run.number("r3-requests", 4_000);

  /** Few enough that the clients meet. */
  private static final int HOT_OPERATIONS = 8;

  @Test
  void whatManyClientsAreAnsweredIsConsistent() throws InterruptedException {
    judge("R3", OPERATIONS, REQUESTS);
  }

  @Test
  void whatManyClientsOfFewOperationsAreAnsweredIsConsistent() throws InterruptedException {
    judge("R3-hot", HOT_OPERATIONS, REQUESTS / 2);
  }

  private static void judge(String id, int operations, int requests) throws InterruptedException {
    String tenant = Service.newTenant();
    Target target = new HttpTarget(Run.nodes(), tenant);
    History history = new History();
    Workload workload = Workload.of(1, CLIENTS, requests, operations);

    workload.run(target, history);
    workload.readAll(target, history);

    Run.judge(
        id,
        "%d clients, %d operations at a time".formatted(CLIENTS, operations),
        requests + " requests",
        history,
        verdict -> {
          assertThat(verdict.operations()).isGreaterThan(operations);
          assertThat(verdict.acknowledged()).isGreaterThan(requests / 2);
          assertThat(verdict.refused()).isPositive();
          Run.judgeTold(Run.nodes().get(0), tenant, history);
        });
  }
}
