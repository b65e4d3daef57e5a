package dev.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.fault.Outcome.Ok;
import dev.switchboard.support.PostgresServer;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A service that has little memory for what it is asked. */
@Tag("long")
class SmallHeapFaultIT {

  private static final int CLIENTS = 50;
  private static final int OPERATIONS = 200;
  private static final int REQUESTS = Run.number("r14-requests", 10_000);

  @Test
  void smallHeapDegradesAndDoesNotDie() throws Exception {
    History history = new History();
    try (PostgresServer postgres = PostgresServer.start("small-heap");
        SwitchboardProcess service =
            SwitchboardProcess.development("small-heap")
                .with(postgres.asSettings())
                .withHeap("256m")
                .start()) {
      long pid = service.pid();
      Target target = new HttpTarget(List.of(service.baseUrl()), Service.newTenant());
      Workload workload = Workload.of(1, CLIENTS, REQUESTS, OPERATIONS);

      workload.run(target, history);
      workload.readAll(target, history);
      String operation = history.operations().get(0);
      Outcome afterwards =
          history.patch(target, 0, operation, Map.of("status", "Running"), OptionalLong.empty());
      Outcome read = history.read(target, 0, operation);

      Run.judge(
          "R14",
          "heap of 256 MiB, %d clients".formatted(CLIENTS),
          REQUESTS + " requests",
          history,
          verdict -> {
            assertThat(verdict.acknowledged()).isGreaterThan(REQUESTS / 2);
            // It may be over meanwhile, and then it takes nothing more.
            assertThat(afterwards).isNotInstanceOf(Outcome.Unknown.class);
            assertThat(read).isInstanceOf(Ok.class);
            assertThat(ProcessHandle.of(pid))
                .hasValueSatisfying(p -> assertThat(p.isAlive()).isTrue());
            assertThat(service.status("/health/ready")).isEqualTo(200);
            assertThat(service.log()).doesNotContain("OutOfMemoryError");
          });
    }
  }
}
