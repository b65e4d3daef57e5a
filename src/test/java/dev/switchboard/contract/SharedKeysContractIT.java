package dev.switchboard.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Json;
import dev.switchboard.support.SwitchboardProcess;
import dev.switchboard.support.TestDatabase;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Two nodes that need their first keys at the same moment make them once. */
class SharedKeysContractIT {

  private static final int AT_ONCE_EACH = 8;

  @Test
  void nodesThatStartTogetherShareTheirKeys() throws Exception {
    TestDatabase database = TestDatabase.onPostgreSql("shared_keys");
    try (SwitchboardProcess one = node("shared-keys-1", database);
        SwitchboardProcess other = node("shared-keys-2", database)) {
      Set<Set<String>> published = atOnce(List.of(one.baseUrl(), other.baseUrl()));

      assertThat(published).hasSize(1).first().satisfies(keys -> assertThat(keys).hasSize(2));
      assertThat(stored(database)).containsExactly("ED25519", "HMAC", "RS256");
    }
  }

  private static SwitchboardProcess node(String name, TestDatabase database) {
    return SwitchboardProcess.development(name).with(database.settings()).start();
  }

  private static Set<Set<String>> atOnce(List<String> nodes) throws Exception {
    CyclicBarrier together = new CyclicBarrier(nodes.size() * AT_ONCE_EACH);
    ExecutorService threads = Executors.newFixedThreadPool(nodes.size() * AT_ONCE_EACH);
    try {
      List<Callable<Set<String>>> requests = new ArrayList<>();
      for (int i = 0; i < AT_ONCE_EACH; i++) {
        for (String node : nodes) {
          requests.add(
              () -> {
                together.await();
                return keyIds(node);
              });
        }
      }
      List<Set<String>> answers = new ArrayList<>();
      for (Future<Set<String>> answer : threads.invokeAll(requests)) {
        answers.add(answer.get());
      }
      return Set.copyOf(answers);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Set<String> keyIds(String node) {
    return Json.object(
            given().get(node + "/v1/.well-known/keys").then().statusCode(200).extract().response())
        .getJsonArray("keys")
        .getValuesAs(JsonObject.class)
        .stream()
        .map(key -> key.getString("kid"))
        .collect(Collectors.toSet());
  }

  private static List<String> stored(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT kind FROM signing_key ORDER BY kind")) {
      List<String> kinds = new ArrayList<>();
      while (rows.next()) {
        kinds.add(rows.getString(1));
      }
      return kinds;
    }
  }
}
