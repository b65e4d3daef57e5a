package dev.switchboard.fault;

import dev.switchboard.fault.Outcome.Ok;
import dev.switchboard.fault.Outcome.Refused;
import dev.switchboard.fault.Outcome.Unknown;
import dev.switchboard.support.Json;
import dev.switchboard.support.PlainJson;
import dev.switchboard.support.Tokens;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The service, on one node or on several with the same data: each request goes to any of them. Its
 * paths are the same on all.
 */
final class HttpTarget implements Target {

  /** What an answer with 503 and {@code Retry-After} counts as. */
  static final Outcome UNAVAILABLE = new Unknown("answered 503");

  /** What it counts as if it says to come back after {@link #DRAINED_FOR}: the node is stopped. */
  static final Outcome DRAINED = new Unknown("answered 503 before a stop");

  /** How long a node may be away that is stopped and started. */
  static final Duration DRAINED_FOR = Duration.ofSeconds(30);

  /** What an answer with 500 counts as. */
  static final Outcome INTERNAL_SERVER_ERROR = new Unknown("answered 500");

  /** What an answer counts as that does not say when to come back, as it must. */
  static final Outcome WITHOUT_RETRY_AFTER = new Unknown("answered 503 without Retry-After");

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern ETAG = Pattern.compile("W/\"(\\d+)\"");
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVICE_UNAVAILABLE = 503;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final Supplier<List<String>> nodes;
  private final String token;
  private final String calls;

  /**
   * Asks the application {@code bot} for a token, and creates a call that the operations belong to.
   *
   * @param nodes URLs without a trailing slash; the first one issues the token
   */
  HttpTarget(List<String> nodes, String tenant) {
    this(() -> nodes, Tokens.of(nodes.get(0), "bot", tenant));
  }

  /**
   * Creates a call that the operations belong to.
   *
   * @param nodes URLs without a trailing slash, which may change
   * @param token of an application that may create calls and write operations
   */
  HttpTarget(Supplier<List<String>> nodes, String token) {
    this.nodes = nodes;
    this.token = token;
    HttpResponse<String> call =
        send(
            request(
                "/v1.0/communications/calls",
                "POST",
                "{\"callbackUri\":\"https://bot.example/cb\"}"));
    this.calls = path(call) + "/operations";
  }

  @Override
  public Optional<Created> create(Map<String, Object> document) {
    HttpResponse<String> answer;
    try {
      answer = tried(request(calls, "POST", PlainJson.json(document).toString()));
    } catch (IOException e) {
      return Optional.empty();
    }
    if (!(outcome(answer) instanceof Ok ok)) {
      return Optional.empty();
    }
    return Optional.of(new Created(path(answer), ok));
  }

  @Override
  public Outcome patch(String operation, Map<String, Object> patch, OptionalLong ifMatch) {
    HttpRequest.Builder request = request(operation, "PATCH", PlainJson.json(patch).toString());
    ifMatch.ifPresent(version -> request.header("If-Match", "W/\"%d\"".formatted(version)));
    return outcome(request);
  }

  @Override
  public Outcome read(String operation) {
    return outcome(request(operation, "GET", ""));
  }

  private HttpRequest.Builder request(String path, String method, String body) {
    List<String> now = nodes.get();
    String node = now.get(ThreadLocalRandom.current().nextInt(now.size()));
    return HttpRequest.newBuilder(URI.create(node + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
  }

  private Outcome outcome(HttpRequest.Builder request) {
    try {
      return outcome(tried(request));
    } catch (IOException e) {
      return new Unknown(e.toString());
    }
  }

  private static Outcome outcome(HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status == 200 || status == 201) {
      JsonObject body = Json.object(answer.body());
      String etag = answer.headers().firstValue("ETag").orElseThrow();
      Matcher version = ETAG.matcher(etag);
      if (!version.matches() || !body.getString("@odata.etag").equals(etag)) {
        throw new AssertionError("ETag %s with %s".formatted(etag, body));
      }
      return new Ok(Long.parseLong(version.group(1)), PlainJson.members(body));
    }
    if (status == SERVICE_UNAVAILABLE) {
      return unavailable(answer);
    }
    // 429 comes before anything, but counts for as little as what may come after the commit.
    return status >= 500 || status == TOO_MANY_REQUESTS
        ? new Unknown("answered " + status)
        : new Refused(status);
  }

  /** It may come after the commit. */
  private static Outcome unavailable(HttpResponse<String> answer) {
    Optional<String> seconds = answer.headers().firstValue("Retry-After");
    if (seconds.isEmpty()) {
      return WITHOUT_RETRY_AFTER;
    }
    return Long.parseLong(seconds.get()) == DRAINED_FOR.toSeconds() ? DRAINED : UNAVAILABLE;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return tried(request);
    } catch (IOException e) {
      throw new AssertionError("the service does not answer", e);
    }
  }

  private HttpResponse<String> tried(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static String path(HttpResponse<String> created) {
    if (created.statusCode() != 201) {
      throw new AssertionError(created.statusCode() + " " + created.body());
    }
    return URI.create(created.headers().firstValue("Location").orElseThrow()).getPath();
  }
}
