package dev.switchboard.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An error answer: one envelope for every status (wire contract 6.1). Whatever is asked of it, the
 * whole envelope has been checked before.
 */
public final class Refusal {

  /** The guideline's top-level code for each status. */
  private static final Map<Integer, String> CODES =
      Map.ofEntries(
          Map.entry(400, "badRequest"),
          Map.entry(401, "unauthorized"),
          Map.entry(403, "forbidden"),
          Map.entry(404, "notFound"),
          Map.entry(405, "methodNotAllowed"),
          Map.entry(406, "notAcceptable"),
          Map.entry(408, "requestTimeout"),
          Map.entry(409, "conflict"),
          Map.entry(412, "preconditionFailed"),
          Map.entry(413, "contentTooLarge"),
          Map.entry(414, "uriTooLong"),
          Map.entry(415, "unsupportedMediaType"),
          Map.entry(424, "failedDependency"),
          Map.entry(428, "preconditionRequired"),
          Map.entry(429, "tooManyRequests"),
          Map.entry(500, "internalServerError"),
          Map.entry(501, "notImplemented"),
          Map.entry(503, "serviceUnavailable"));

  private final Response response;
  private final JsonObject error;

  private Refusal(Response response, JsonObject error) {
    this.response = response;
    this.error = error;
  }

  /** Checks status, headers and envelope of an answer. */
  public static Refusal of(int status, Response response) {
    String text = response.asString();
    assertThat(response.statusCode()).as(text).isEqualTo(status);
    assertThat(response.contentType().toLowerCase(Locale.ROOT).replace(" ", ""))
        .isIn("application/json", "application/json;charset=utf-8");
    assertThat(response.header("ETag")).isNull();
    JsonObject envelope = Json.object(text);
    assertThat(envelope.keySet()).containsExactly("error");
    JsonObject error = envelope.getJsonObject("error");
    assertThat(error.keySet())
        .contains("code", "message", "innerError")
        .isSubsetOf("code", "message", "target", "details", "innerError");
    assertThat(error.getString("code")).isEqualTo(CODES.get(status));
    assertThat(error.getString("message")).isNotBlank().doesNotContain("Exception", "\n");
    JsonObject inner = error.getJsonObject("innerError");
    assertThat(inner.keySet()).containsExactly("date", "request-id", "client-request-id");
    assertThat(inner.getString("date")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
    assertThat(response.headers().getValues("request-id"))
        .containsExactly(inner.getString("request-id"));
    assertThat(response.headers().getValues("client-request-id"))
        .containsExactly(inner.getString("client-request-id"));
    for (JsonValue detail :
        error.getOrDefault("details", JsonValue.EMPTY_JSON_ARRAY).asJsonArray()) {
      assertThat(detail.asJsonObject().getString("code")).isNotBlank();
      assertThat(detail.asJsonObject().getString("message")).isNotBlank();
    }
    return new Refusal(response, error);
  }

  /** Checks what the refusal is about: a member, a header or a query option; null for none. */
  public Refusal about(String target) {
    assertThat(error.getString("target", null)).as(error.toString()).isEqualTo(target);
    return this;
  }

  /** The message for people. */
  public String message() {
    return error.getString("message");
  }

  /** A header of the answer. */
  public String header(String name) {
    return response.header(name);
  }

  /** The names of all headers, in lower case. */
  public Set<String> headerNames() {
    return response.headers().asList().stream()
        .map(header -> header.getName().toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The error object without what differs from request to request. */
  public JsonObject withoutIds() {
    return Json.without(error, "innerError");
  }
}
