package dev.switchboard.fault;

import dev.switchboard.support.Json;
import dev.switchboard.support.Tokens;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what the media platform of a tenant is told of a call.
 *
 * @param node the URL of a service, without a trailing slash
 * @param token of the platform
 */
record Feed(String node, String token) {

  /** Of a service in development mode. */
  static Feed of(String node, String tenant) {
    return new Feed(node, Tokens.of(node, "media", tenant));
  }

  /** All notifications of a call, page by page, in the order in which they come. */
  List<Told> told(String call) {
    List<Told> told = new ArrayList<>();
    String next = node + call + "/notifications";
    while (next != null) {
      JsonObject page = page(next);
      for (JsonObject each : page.getJsonArray("value").getValuesAs(JsonObject.class)) {
        JsonObject data = each.getJsonObject("resourceData");
        told.add(
            new Told(
                each.getInt("sequence"),
                each.getString("resourceUrl"),
                Long.parseLong(data.getString("@odata.etag").replaceAll("\\D", ""))));
      }
      next = page.getString("@odata.nextLink", null);
    }
    return told;
  }

  private JsonObject page(String url) {
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(url))
                      .header("Authorization", "Bearer " + token)
                      .build(),
                  BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
      }
      return Json.object(answer.body());
    } catch (IOException e) {
      throw new AssertionError("the service does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
