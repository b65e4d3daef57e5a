package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import dev.switchboard.support.Api;
import dev.switchboard.support.Json;
import dev.switchboard.support.Refusal;
import dev.switchboard.support.ServerAnswers;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import dev.switchboard.support.TestIssuer;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A service in production mode that trusts three issuers, two tenants of it with a call and an
 * operation each, and what holds for every case: status, envelope, challenge, no internals, nothing
 * changed, nobody else asked, one audit record.
 */
final class SecurityScene implements AutoCloseable {

  static final String AUDIENCE = "api://calls.example";
  static final String SECOND_AUDIENCE = "11111111-aaaa-bbbb-cccc-222222222222";

  private static final String[] OWN = {"Calls.Initiate.All", "Calls.AccessMedia.All"};

  /** What the applications may do: as at the development issuer. */
  private static final Map<String, String[]> ROLES =
      Map.of(
          "bot", OWN,
          "bot-2", OWN,
          "media", new String[] {"CommsOperation.ReadWrite.All"},
          "reader", new String[] {"CommsOperation.Read.All"},
          "guest", new String[0]);

  /**
   * Names of classes, statements and products: none of them is a client's business. OData's
   * vocabularies have names like those of classes.
   */
  private static final Pattern INTERNALS =
      Pattern.compile(
          "(?i)exception|\\bat \\w+\\.|\\b(java|javax|jakarta|org|com|fish|sun)\\.(?!OData\\.)[a-z]+\\.|dev\\.switchboard"
              + "|\\bselect .* from\\b|\\binsert into\\b|\\bupdate .* set\\b|jdbc|\\bh2\\b|hibernate|eclipselink"
              + "|nimbus|jersey|payara|glassfish|grizzly|<html");

  private static final Duration BOUND = Duration.ofSeconds(10);

  private static final Duration POLL = Duration.ofMillis(5);

  /** All calls of a tenant and what is in them, each with its version. */
  private static final List<String> EVERYTHING =
      List.of(
          "/communications/calls?$expand=operations", "/communications/calls?$expand=participants");

  final TestIssuer issuer;
  final TestIssuer issuerOfVersion1;
  final TestIssuer rotating;
  final TestIssuer stranger;

  /** Two tenants whose rows must not change, one for the rest, and one that is not served. */
  final String tenant = Service.newTenant();

  final String otherTenant = Service.newTenant();
  final String scratchTenant = Service.newTenant();
  final String unlistedTenant = Service.newTenant();

  final SwitchboardProcess service;
  final Api bot;
  final String call;
  final String operation;
  final String participant;
  final String otherCall;

  private final Map<List<String>, String> tokens = new ConcurrentHashMap<>();
  private final Path auditLog;
  private List<String> before = List.of();
  private long auditedBefore;

  /** Starts all of it. */
  SecurityScene(Path folder) throws IOException, JOSEException {
    issuer = new TestIssuer("/" + TestIssuer.TENANT_PLACEHOLDER + "/v2.0");
    issuerOfVersion1 = new TestIssuer("/" + TestIssuer.TENANT_PLACEHOLDER + "/");
    rotating = new TestIssuer();
    stranger = new TestIssuer();
    auditLog = folder.resolve("audit.log");
    service =
        SwitchboardProcess.production("security")
            .withEnvironment(
                "SWITCHBOARD_ISSUER",
                String.join(",", issuer.url(), issuerOfVersion1.url(), rotating.url()))
            .withEnvironment("SWITCHBOARD_AUDIENCE", AUDIENCE + "," + SECOND_AUDIENCE)
            .withEnvironment(
                "SWITCHBOARD_TENANT", String.join(",", tenant, otherTenant, scratchTenant))
            .withEnvironment("SWITCHBOARD_AUDIT_LOG", auditLog.toString())
            .start();
    bot = new Api(service.baseUrl(), "bot", tenant, this::token);
    call = bot.newCall();
    operation = bot.newOperation(call, "playPromptOperation");
    participant =
        bot.request()
            .body("{\"info\":{\"identity\":{}}}")
            .post(call + "/participants")
            .then()
            .statusCode(201)
            .extract()
            .header("Location");
    otherCall = bot.newCall();
    bot.inTenant(otherTenant).newOperation();
  }

  /** A valid token with the roles that the application has: signed once, since many ask for it. */
  String token(String client, String ofTenant) {
    return tokens.computeIfAbsent(
        List.of(client, ofTenant), key -> rs256(claims(client, ofTenant)));
  }

  /** The claims of a valid token with the roles that the application has. */
  JsonObject claims(String client, String ofTenant) {
    return issuer.claims(AUDIENCE, ofTenant, client, ROLES.get(client));
  }

  /** A token of the first issuer with these claims. */
  String rs256(JsonObject claims) {
    try {
      return issuer.rs256(claims.toString());
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** The absolute URL of a path below {@code /v1.0}. */
  String v1(String path) {
    return bot.v1(path);
  }

  /**
   * Notes what there is, which no case may change: so it need not be asked for before each of them.
   */
  void remember() {
    before = everything();
  }

  /** The one routine: every case is checked alike. */
  void check(SecurityCase sent) throws IOException {
    auditedBefore = Files.size(auditLog);
    if (sent.isHungUpOn()) {
      assertThat(sent.exchange()).isEmpty();
      assertThat(everything()).isEqualTo(before);
      return;
    }
    Instant begun = Instant.now();
    Response response = sent.send();

    assertThat(Duration.between(begun, Instant.now())).isLessThan(BOUND);
    if (ServerAnswers.refusesTarget(sent.target())) {
      ServerAnswers.assertTargetIsRefused(response);
      assertThat(everything()).isEqualTo(before);
      return;
    }
    assertThat(sent.statuses()).as(response.asString()).contains(response.statusCode());
    assertNoInternals(response);
    boolean answeredByTheServer =
        sent.isPerhapsByTheServer() && response.header("request-id") == null;
    if (response.statusCode() >= 400 && !answeredByTheServer) {
      assertRefusal(sent, response);
    }
    if (sent.twin() != null) {
      Response twin = sent.sendTo(sent.twin());
      assertThat(comparable(response)).isEqualTo(comparable(twin));
    }
    assertThat(everything()).isEqualTo(before);
    assertThat(stranger.requests()).isEmpty();
    if (!answeredByTheServer) {
      assertAudited(sent, response);
    }
    sent.checkMore(response);
  }

  private static void assertRefusal(SecurityCase sent, Response response) {
    Refusal refusal = Refusal.of(response.statusCode(), response);
    if (sent.about() != null) {
      refusal.about(sent.about().orElse(null));
    }
    if (response.statusCode() == 401 && sent.isBelowARoot()) {
      assertThat(refusal.header("OData-Version")).isEqualTo("4.0");
    }
    String challenge = refusal.header("WWW-Authenticate");
    if (sent.isOutsideTheRoots()) {
      assertThat(challenge).isNull();
      return;
    }
    switch (response.statusCode()) {
      case 401 ->
          assertThat(challenge)
              .matches(
                  sent.sendsToken()
                      ? "Bearer realm=\"switchboard\", error=\"invalid_token\", error_description=\"[ !#-\\[\\]-~]+\""
                      : "Bearer realm=\"switchboard\"");
      case 403 ->
          assertThat(challenge)
              .matches(
                  "Bearer realm=\"switchboard\", error=\"insufficient_scope\"(, scope=\"[A-Za-z.* ]+\")?");
      default -> assertThat(challenge).isNull();
    }
  }

  private static void assertNoInternals(Response response) {
    assertThat(response.asString()).doesNotContainPattern(INTERNALS);
    response
        .headers()
        .forEach(header -> assertThat(header.getValue()).doesNotContainPattern(INTERNALS));
    assertThat(response.header("Server")).isNull();
    assertThat(response.header("X-Powered-By")).isNull();
  }

  /** The whole answer without what differs from request to request. */
  private static String comparable(Response response) {
    StringBuilder text = new StringBuilder().append(response.statusCode()).append('\n');
    response.headers().asList().stream()
        .filter(
            header -> !header.getName().matches("(?i)request-id|client-request-id|date|location"))
        .map(header -> header.getName() + ": " + header.getValue() + "\n")
        .sorted()
        .forEach(text::append);
    return text.append(
            response
                .asString()
                .replaceAll("\"(date|request-id|client-request-id)\":\"[^\"]*\"", "\"$1\":\"\""))
        .toString();
  }

  private void assertAudited(SecurityCase sent, Response response) {
    if (response.statusCode() == 200 && sent.target().endsWith("/$batch")) {
      // It has no line of its own, but those of the requests in it, which all are reads here.
      for (JsonObject answer :
          Json.object(response).getJsonArray("responses").getValuesAs(JsonObject.class)) {
        assertAudited(
            answer.getJsonObject("headers").getString("request-id"),
            answer.getInt("status"),
            "GET");
      }
      return;
    }
    assertAudited(
        response.header("request-id"),
        response.statusCode(),
        sent.method().toUpperCase(Locale.ROOT));
  }

  private void assertAudited(String id, int status, String method) {
    assertThat(id).matches("[0-9a-f-]{36}");
    boolean silent = status < 400 && List.of("GET", "HEAD", "OPTIONS").contains(method);
    // The record is written once the answer is.
    await()
        .atMost(BOUND)
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .until(() -> silent || !auditRecords(id).isEmpty());
    List<JsonObject> records = auditRecords(id);
    assertThat(records).hasSize(silent ? 0 : 1);
    if (!silent) {
      assertThat(records.get(0).getInt("status")).isEqualTo(status);
      assertThat(records.get(0).getString("event")).isEqualTo(status < 400 ? "write" : "refusal");
    }
  }

  private List<JsonObject> auditRecords(String requestId) {
    try (InputStream log = Files.newInputStream(auditLog)) {
      log.skipNBytes(auditedBefore);
      return new String(log.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> line.contains(requestId))
          .map(Json::object)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a tampering request could have changed, as those see it who may. */
  private List<String> everything() {
    return Stream.of(tenant, otherTenant)
        .map(each -> bot.as("reader").inTenant(each))
        .flatMap(reader -> EVERYTHING.stream().map(path -> reader.get(v1(path))))
        .map(
            answer -> {
              assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
              assertThat(answer.asString()).doesNotContain("@odata.nextLink");
              return answer.asString();
            })
        .toList();
  }

  @Override
  public void close() {
    service.close();
    for (TestIssuer each : List.of(issuer, issuerOfVersion1, rotating, stranger)) {
      each.close();
    }
  }
}
