package dev.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.SwitchboardProcess;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A server that is killed while it writes, and started again over the same database file. */
class KilledServerFaultIT {

  private static final int CYCLES = 3;
  private static final int WRITERS = 8;
  private static final int WRITES_BEFORE_THE_KILL = 200;

  private final String tenant = UUID.randomUUID().toString();

  @Test
  void everyAnsweredPatchIsThereAfterTheKill() throws Exception {
    List<Acknowledged> lastOfEachOperation = new ArrayList<>();
    int acknowledged = 0;
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      try (SwitchboardProcess server = SwitchboardProcess.development("killed").start()) {
        Api bot = new Api(server.baseUrl(), "bot", tenant);
        requireAll(bot, lastOfEachOperation);
        String call = bot.newCall();
        CountDownLatch writes = new CountDownLatch(WRITES_BEFORE_THE_KILL);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        List<Future<Acknowledged>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
          String operation = bot.newOperation(call, "playPromptOperation");
          writers.add(threads.submit(() -> writeUntilKilled(bot, operation, writes)));
        }
        assertThat(writes.await(2, TimeUnit.MINUTES)).isTrue();
        server.kill();
        for (Future<Acknowledged> writer : writers) {
          lastOfEachOperation.add(writer.get());
          acknowledged += writer.get().number();
        }
        threads.shutdownNow();
      }
    }
    try (SwitchboardProcess server = SwitchboardProcess.development("killed").start()) {
      requireAll(new Api(server.baseUrl(), "bot", tenant), lastOfEachOperation);
    }
    assertThat(acknowledged).isGreaterThanOrEqualTo(CYCLES * WRITES_BEFORE_THE_KILL);
  }

  /**
   * The last write of an operation that was answered.
   *
   * @param path of the operation, without scheme, host and port
   * @param number of the write, from 1
   */
  private record Acknowledged(String path, int number) {}

  private static Acknowledged writeUntilKilled(Api bot, String operation, CountDownLatch writes) {
    int acknowledged = 0;
    try {
      while (true) {
        Response answer = bot.patch(operation, "{\"write\":%d}".formatted(acknowledged + 1));
        if (answer.statusCode() != 200) {
          throw new AssertionError("answered " + answer.statusCode());
        }
        acknowledged++;
        writes.countDown();
      }
    } catch (Exception e) {
      // The server is gone: this write was not answered, so it may be there or not.
      return new Acknowledged(operation.substring(bot.url().length()), acknowledged);
    }
  }

  private static void requireAll(Api bot, List<Acknowledged> writes) {
    for (Acknowledged write : writes) {
      Response stored = bot.get(bot.url() + write.path());
      assertThat(stored.statusCode()).as(write.path()).isEqualTo(200);
      // The write after the last answered one may have been stored as well.
      assertThat(stored.jsonPath().getInt("write"))
          .as(write.path())
          .isBetween(write.number(), write.number() + 1);
    }
  }
}
