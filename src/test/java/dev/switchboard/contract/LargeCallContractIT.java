package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A call with more in it than fits into one page, or than is looked at in one go. */
class LargeCallContractIT {

  private static final int OPERATIONS = 23;

  private final Api bot = Api.bot();
  private final String call = bot.newCall();

  @Test
  void largeOperationsAreListedOnSmallPagesAndEachOnce() {
    String document =
        "{\"@odata.type\":\"#microsoft.graph.playPromptOperation\",\"resultInfo\":{\"code\":200,\"subcode\":0,\"message\":\"%s\"}}"
            .formatted("m".repeat(30_000));
    List<String> created =
        IntStream.range(0, OPERATIONS)
            .mapToObj(i -> bot.newOperationFrom(call, document))
            .map(url -> url.substring(url.lastIndexOf('/') + 1))
            .toList();

    List<List<String>> pages = new ArrayList<>();
    for (String page = call + "/operations"; page != null; ) {
      Response answer = bot.get(page);
      assertThat(answer.statusCode()).isEqualTo(200);
      pages.add(answer.jsonPath().getList("value.id"));
      page = answer.jsonPath().getString("'@odata.nextLink'");
    }

    assertThat(pages).extracting(List::size).containsExactly(4, 4, 4, 4, 4, 3);
    assertThat(pages.stream().flatMap(List::stream)).containsExactlyElementsOf(created);
  }

  @Test
  void hangUpEndsEveryOperation() {
    IntStream.range(0, OPERATIONS).forEach(i -> bot.newOperation(call, "playPromptOperation"));

    assertThat(bot.request().delete(call).statusCode()).isEqualTo(204);

    Response operations = bot.get(call + "/operations");
    assertThat(operations.jsonPath().getList("value.status"))
        .hasSize(OPERATIONS)
        .containsOnly("Failed");
    assertThat(operations.jsonPath().getList("value.resultInfo.subcode")).containsOnly(8508);
  }
}
