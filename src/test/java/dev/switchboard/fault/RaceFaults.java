package dev.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.fault.Outcome.Ok;
import dev.switchboard.fault.Outcome.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Many writers of one operation at once, round by round. */
abstract class RaceFaults {

  private static final int WRITERS = 16;
  private static final int ROUNDS = Run.number("race-rounds", 25);

  private final String where;
  private final Target target;
  private final History history = new History();
  private final String operation;

  /**
   * Against a service.
   *
   * @param where for the reports: empty, or a suffix of the ids
   */
  RaceFaults(String where, Target target) {
    this.where = where;
    this.target = target;
    this.operation =
        history
            .create(target, 0, Map.of("@odata.type", "#microsoft.graph.playPromptOperation"))
            .orElseThrow();
  }

  @Test
  void writersOfDisjointMembersLoseNothing() throws Exception {
    List<Outcome> answers =
        race(
            WRITERS,
            (writer, round) ->
                patch(writer, Map.of("w" + writer, "r" + round), OptionalLong.empty()));

    judged(
        "R1",
        "%d writers, one operation, disjoint members, no If-Match",
        WRITERS,
        end -> {
          // One version for each write: nothing was refused, nothing failed, nothing was
          // overwritten.
          assertThat(versions(answers)).containsExactlyElementsOf(range(2, 1 + WRITERS * ROUNDS));
          assertThat(end.version()).isEqualTo(1 + WRITERS * ROUNDS);
          for (int writer = 0; writer < WRITERS; writer++) {
            assertThat(end.body()).containsEntry("w" + writer, "r" + (ROUNDS - 1));
          }
        });
  }

  @Test
  void ofWritersWithTheSameEtagExactlyOneWins() throws Exception {
    List<Outcome> answers =
        race(
            WRITERS,
            (writer, round) ->
                patch(
                    writer,
                    Map.of("clientContext", round + "-" + writer),
                    OptionalLong.of(1L + round)));

    judged(
        "R2",
        "%d writers, same member, each with the same If-Match",
        WRITERS,
        end -> {
          // One winner in each round, and all others are told so.
          assertThat(versions(answers)).containsExactlyElementsOf(range(2, 1 + ROUNDS));
          assertThat(answers)
              .filteredOn(answer -> !(answer instanceof Ok))
              .hasSize((WRITERS - 1) * ROUNDS)
              .containsOnly(new Refused(412));
        });
  }

  @Test
  void sameRequestTwiceAtOnceIsOneVersion() throws Exception {
    List<Outcome> answers =
        race(
            2, (writer, round) -> patch(writer, Map.of("same", "r" + round), OptionalLong.empty()));

    judged(
        "R13",
        "the same request dispatched %d times at once",
        2,
        end -> {
          // Both are told of success, with the same version.
          assertThat(versions(answers))
              .containsExactlyElementsOf(
                  range(2, 1 + ROUNDS).stream().flatMap(v -> List.of(v, v).stream()).toList());
          assertThat(end.version()).isEqualTo(1 + ROUNDS);
        });
  }

  @Test
  void sameRequestTwiceAtOnceWithIfMatchIsOneVersion() throws Exception {
    List<Outcome> answers =
        race(
            2,
            (writer, round) ->
                patch(writer, Map.of("same", "r" + round), OptionalLong.of(1L + round)));

    judged(
        "R13-if-match",
        "the same request with If-Match dispatched %d times at once",
        2,
        end -> {
          // The second one meets what the first one made.
          assertThat(versions(answers)).containsExactlyElementsOf(range(2, 1 + ROUNDS));
          assertThat(answers)
              .filteredOn(answer -> !(answer instanceof Ok))
              .hasSize(ROUNDS)
              .containsOnly(new Refused(412));
        });
  }

  @FunctionalInterface
  private interface Write {
    Outcome send(int writer, int round);
  }

  private Outcome patch(int writer, Map<String, Object> patch, OptionalLong ifMatch) {
    return history.patch(target, writer, operation, patch, ifMatch);
  }

  /** Every writer sends one request in each round; no round begins before the last one is over. */
  private static List<Outcome> race(int writers, Write write) throws Exception {
    Phaser rounds = new Phaser(writers);
    List<Callable<List<Outcome>>> tasks = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      int writer = i;
      tasks.add(
          () -> {
            List<Outcome> answers = new ArrayList<>();
            try {
              for (int round = 0; round < ROUNDS; round++) {
                rounds.arriveAndAwaitAdvance();
                answers.add(write.send(writer, round));
              }
            } finally {
              // One that breaks down must not keep the others waiting.
              rounds.arriveAndDeregister();
            }
            return answers;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      List<Outcome> answers = new ArrayList<>();
      for (Future<List<Outcome>> task : threads.invokeAll(tasks)) {
        answers.addAll(task.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  private void judged(String id, String fault, int writers, Consumer<Ok> demands) {
    Outcome end = history.read(target, 0, operation);
    Run.judgeCalm(
        id + where,
        fault.formatted(writers),
        ROUNDS + " rounds",
        history,
        verdict -> demands.accept((Ok) end));
  }

  private static List<Long> versions(List<Outcome> answers) {
    return answers.stream()
        .filter(Ok.class::isInstance)
        .map(answer -> ((Ok) answer).version())
        .sorted()
        .toList();
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }
}
