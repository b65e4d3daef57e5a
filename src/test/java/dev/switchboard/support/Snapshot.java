package dev.switchboard.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import jakarta.json.JsonObject;

/**
 * A resource as it was at one moment.
 *
 * @param api who looked
 * @param url the resource
 * @param text its body
 * @param etag its {@code ETag}
 */
public record Snapshot(Api api, String url, String text, String etag) {

  /** Takes one. */
  public static Snapshot of(Api api, String url) {
    Response response = api.get(url);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return new Snapshot(api, url, response.asString(), response.header("ETag"));
  }

  /** Creates an operation of a type in a call of its own, and takes one of it. */
  public static Snapshot ofNew(Api api, String type, String members) {
    return of(
        api,
        api.newOperationFrom(
            api.newCall(),
            "{\"@odata.type\":\"#microsoft.graph.%s\",%s}".formatted(type, members)));
  }

  /** Of a new playPromptOperation in which every member has a value, one of them dynamic. */
  public static Snapshot ofFilledOperation(Api api) {
    return ofNew(
        api,
        "playPromptOperation",
        "\"status\":\"Running\",\"clientContext\":\"ctx-1\","
            + "\"resultInfo\":{\"code\":100,\"subcode\":7,\"message\":\"going on\"},"
            + "\"colour\":\"red\"");
  }

  /** The body. */
  public JsonObject json() {
    return Json.object(text);
  }

  /** Checks that the resource still has the same body and ETag. */
  public void stillHolds() {
    assertThat(of(api, url)).isEqualTo(this);
  }

  /** Checks that a request was refused, and that it left the resource alone. */
  public Refusal refuses(int status, Response response) {
    Refusal refusal = Refusal.of(status, response);
    stillHolds();
    return refusal;
  }

  /** Checks that an update was answered with the resource as it was. */
  public void isUnchangedBy(Response response) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    assertThat(response.asString()).isEqualTo(text);
    assertThat(response.header("ETag")).isEqualTo(etag);
    stillHolds();
  }

  /**
   * Checks that an update was answered with the whole new resource, that a GET answers the same,
   * and that the resource is what is expected but for its new ETag.
   */
  public void becomes(JsonObject expected, Response response) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    Snapshot after = of(api, url);
    assertThat(response.asString()).isEqualTo(after.text);
    assertThat(response.header("ETag")).isEqualTo(after.etag).isNotEqualTo(etag);
    assertThat(after.json().getString("@odata.etag")).isEqualTo(after.etag);
    assertThat(Json.without(after.json(), "@odata.etag"))
        .isEqualTo(Json.without(expected, "@odata.etag"));
  }
}
