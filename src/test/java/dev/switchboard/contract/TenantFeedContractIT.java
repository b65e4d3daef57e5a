package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.Refusal;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a media platform reads that rather asks than waits: all of its tenant in one order. */
class TenantFeedContractIT {

  private static final String FEED = "/communications/notifications";

  private final Api bot = Api.bot();
  private final Api media = bot.as("media");

  private List<JsonObject> read(String query) {
    List<JsonObject> all = new ArrayList<>();
    String next = media.v1(FEED + query);
    while (next != null) {
      Response response = media.get(next);
      assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
      JsonObject page = Json.object(response);
      all.addAll(page.getJsonArray("value").getValuesAs(JsonObject.class));
      next = page.getString("@odata.nextLink", null);
    }
    return all;
  }

  private static List<Integer> sequences(List<JsonObject> notifications) {
    return notifications.stream().map(each -> each.getInt("sequence")).toList();
  }

  private static List<Integer> upTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void notificationsOfAllCallsAreNumberedInOneOrder() {
    String first = bot.newCall();
    String second = bot.as("bot-2").newCall();
    String operation = bot.newOperation(first, "playPromptOperation");
    media.patch(operation, "{\"status\":\"Completed\"}").then().statusCode(200);
    bot.as("bot-2").request().delete(second).then().statusCode(204);

    List<JsonObject> all = read("");

    assertThat(sequences(all)).isEqualTo(upTo(5));
    assertThat(all.stream().filter(each -> each.getString("resourceUrl").contains(id(first))))
        .extracting(each -> each.getInt("callSequence"))
        .containsExactly(1, 2, 3);
    assertThat(all.get(0).getString("@odata.type"))
        .isEqualTo("#microsoft.graph.tenantNotification");
    assertThat(all)
        .allSatisfy(
            each -> assertThat(each.getJsonObject("resourceData").getString("id")).isNotEmpty());
  }

  private static String id(String url) {
    return url.replaceFirst(".*/", "");
  }

  @Test
  void numberStaysAndWhatCameAfterItIsWhatIsNew() {
    String call = bot.newCall();
    List<JsonObject> before = read("");
    bot.newOperation(call, "playPromptOperation");

    assertThat(sequences(read("?$filter=sequence%20gt%20" + before.size()))).containsExactly(2);
    assertThat(read("").get(0)).isEqualTo(before.get(0));
  }

  @Test
  void pagesAreInTheOrderOfTheNumbers() {
    String call = bot.newCall();
    for (int i = 0; i < 9; i++) {
      bot.newOperation(call, "playPromptOperation");
    }

    List<Integer> byTwos = new ArrayList<>();
    String next = media.v1(FEED);
    while (next != null) {
      JsonObject page =
          Json.object(media.request().header("Prefer", "odata.maxpagesize=2").get(next));
      byTwos.addAll(sequences(page.getJsonArray("value").getValuesAs(JsonObject.class)));
      next = page.getString("@odata.nextLink", null);
    }

    assertThat(byTwos).isEqualTo(upTo(10));
    assertThat(sequences(read("?$orderby=sequence%20desc&$top=3"))).containsExactly(10, 9, 8);
    assertThat(media.get(media.v1(FEED + "/$count")).asString()).isEqualTo("10");
  }

  /**
   * A reader that remembers the last number it has seen misses nothing, whoever writes and reads.
   */
  @Test
  void nothingIsMissedByWhoReadsWhileOthersWrite() throws Exception {
    int writers = 6;
    int perWriter = 15;
    List<Callable<Boolean>> work = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      work.add(
          () -> {
            String call = bot.newCall();
            for (int n = 1; n < perWriter; n++) {
              bot.newOperation(call, "playPromptOperation");
            }
            return true;
          });
    }
    List<List<JsonObject>> seen = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      List<JsonObject> mine = new ArrayList<>();
      seen.add(mine);
      work.add(
          () -> {
            while (mine.size() < writers * perWriter) {
              int last = mine.isEmpty() ? 0 : mine.get(mine.size() - 1).getInt("sequence");
              mine.addAll(read("?$filter=sequence%20gt%20" + last));
            }
            return true;
          });
    }

    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      for (Future<Boolean> done : threads.invokeAll(work)) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }

    for (List<JsonObject> mine : seen) {
      assertThat(sequences(mine)).isEqualTo(upTo(writers * perWriter));
      Map<String, Integer> last = new HashMap<>();
      for (JsonObject each : mine) {
        String call = each.getString("resourceUrl").split("/", -1)[3];
        assertThat(each.getInt("callSequence")).isEqualTo(last.merge(call, 1, Integer::sum));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bot", "guest"})
  void whoIsNoPlatformDoesNotReadIt(String client) {
    Refusal.of(403, bot.as(client).get(bot.v1(FEED)));
    Refusal.of(403, bot.as(client).get(bot.v1(FEED + "/$count")));
  }

  @Test
  void otherTenantIsNotSeen() {
    bot.newCall();

    assertThat(
            Json.object(media.inTenant("c0000000-0000-4000-8000-0000000000fe").get(media.v1(FEED)))
                .getJsonArray("value"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"?$filter=sequence%20gt%20'7'", "?$top=-1", "?$expand=calls"})
  void queryThatMakesNoSenseIsRefused(String query) {
    Refusal.of(400, media.get(media.v1(FEED + query)));
  }
}
