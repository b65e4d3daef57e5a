package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Snapshot;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Atomicity groups: all of one is done, or nothing (OData JSON 4.01 section 19.1, 19.5). */
class BatchGroupContractIT extends BatchScene {

  private static String group(String name) {
    return "\"atomicityGroup\":\"%s\"".formatted(name);
  }

  @Test
  void groupIsDoneAsAWhole() {
    Snapshot first = Snapshot.ofFilledOperation(bot);
    Snapshot second = Snapshot.ofFilledOperation(bot);

    List<JsonObject> answers =
        answers(
            request(
                "1", "PATCH", below(first.url()), group("g"), body("{\"clientContext\":\"a\"}")),
            request(
                "2", "PATCH", below(second.url()), group("g"), body("{\"clientContext\":\"b\"}")),
            request("3", "GET", below(first.url()), "\"dependsOn\":[\"g\"]"));

    assertThat(statuses(answers)).containsExactly(200, 200, 200);
    assertThat(answers.get(0).getString("atomicityGroup")).isEqualTo("g");
    assertThat(answers.get(2)).doesNotContainKey("atomicityGroup");
    assertThat(answers.get(0).getJsonObject("body"))
        .isEqualTo(Snapshot.of(bot, first.url()).json())
        .isEqualTo(answers.get(2).getJsonObject("body"));
    assertThat(answers.get(1).getJsonObject("body"))
        .isEqualTo(Snapshot.of(bot, second.url()).json());
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"status\":\"NotStarted\"}',409",
    "'{\"status\":7}',400",
    "'[]',400",
  })
  void nothingOfAGroupIsDoneIfOneOfItFails(String failing, int status) {
    Snapshot first = Snapshot.ofFilledOperation(bot);
    Snapshot second = Snapshot.ofFilledOperation(bot);
    Snapshot third = Snapshot.ofFilledOperation(bot);

    List<JsonObject> answers =
        answers(
            request(
                "1", "PATCH", below(first.url()), group("g"), body("{\"status\":\"Completed\"}")),
            request("2", "PATCH", below(second.url()), group("g"), body(failing)),
            request("3", "DELETE", below(third.url()), group("g")),
            request("4", "GET", below(first.url()), "\"dependsOn\":[\"g\"]"),
            request("5", "GET", below(first.url()), "\"dependsOn\":[\"1\"]"),
            request("6", "GET", below(first.url())));

    assertThat(statuses(answers)).containsExactly(424, status, 424, 424, 424, 200);
    assertThat(error(answers.get(0)).getString("target")).isEqualTo("atomicityGroup");
    first.stillHolds();
    second.stillHolds();
    third.stillHolds();
  }

  /** Ids are compared without regard to case, and so are names of groups. */
  @Test
  void groupIsTheSameInEachSpelling() {
    Snapshot first = Snapshot.ofFilledOperation(bot);

    List<JsonObject> answers =
        answers(
            request(
                "1", "PATCH", below(first.url()), group("g"), body("{\"clientContext\":\"a\"}")),
            request("2", "PATCH", below(first.url()), group("G"), body("{\"status\":7}")));

    assertThat(statuses(answers)).containsExactly(424, 400);
    first.stillHolds();
  }

  @Test
  void requestOfAGroupSeesWhatIsDoneBeforeInIt() {
    List<JsonObject> answers =
        answers(
            request(
                "1",
                "POST",
                "/communications/calls",
                group("g"),
                body("{\"callbackUri\":\"https://bot.example/cb\"}")),
            request("2", "POST", "$1/operations", group("g"), "\"dependsOn\":[\"1\"]", body("{}")),
            request(
                "3",
                "PATCH",
                "$2",
                group("g"),
                "\"dependsOn\":[\"2\"]",
                body("{\"status\":\"Running\"}")));

    assertThat(statuses(answers)).containsExactly(201, 201, 200);
    assertThat(bot.get(header(answers.get(1), "Location")).asString())
        .contains("\"status\":\"Running\"");
  }

  @Test
  void whatAGroupCreatedIsGoneIfItFails() {
    long before = countOfCalls();

    List<JsonObject> answers =
        answers(
            request(
                "1",
                "POST",
                "/communications/calls",
                group("g"),
                body("{\"callbackUri\":\"https://bot.example/cb\"}")),
            request(
                "2",
                "POST",
                "$1/operations",
                group("g"),
                "\"dependsOn\":[\"1\"]",
                body("{\"status\":\"no such\"}")));

    assertThat(statuses(answers)).containsExactly(424, 400);
    assertThat(countOfCalls()).isEqualTo(before);
  }

  private long countOfCalls() {
    return Long.parseLong(bot.get(bot.v1("/communications/calls/$count")).asString());
  }

  @Test
  void groupsThatWriteTheSameRowsInOppositeOrderAreWholeOrNothing() throws Exception {
    List<Snapshot> operations =
        List.of(Snapshot.ofFilledOperation(bot), Snapshot.ofFilledOperation(bot));
    int writers = 8;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    Set<String> written = new HashSet<>();
    try {
      List<Callable<String>> batches = new ArrayList<>();
      for (int i = 0; i < writers * 4; i++) {
        String context = "writer-" + i;
        int first = i % 2;
        batches.add(
            () -> {
              List<Integer> statuses =
                  statuses(
                      answers(
                          request(
                              "1",
                              "PATCH",
                              below(operations.get(first).url()),
                              group("g"),
                              body("{\"clientContext\":\"%s\"}".formatted(context))),
                          request(
                              "2",
                              "PATCH",
                              below(operations.get(1 - first).url()),
                              group("g"),
                              body("{\"clientContext\":\"%s\"}".formatted(context)))));
              assertThat(statuses)
                  .isIn(List.of(200, 200), List.of(503, 503), List.of(424, 503), List.of(503, 424));
              return statuses.contains(200) ? context : "";
            });
      }
      for (Future<String> result : threads.invokeAll(batches)) {
        written.add(result.get());
      }
    } finally {
      threads.shutdown();
    }

    Set<String> last =
        operations.stream()
            .map(operation -> Snapshot.of(bot, operation.url()).json().getString("clientContext"))
            .collect(Collectors.toSet());
    assertThat(last).hasSize(1).isSubsetOf(written);
    assertThat(written).hasSizeGreaterThan(1);
  }
}
