package dev.switchboard.load.throughput;

import static io.restassured.RestAssured.given;

import com.nimbusds.jose.JOSEException;
import dev.switchboard.support.Json;
import dev.switchboard.support.PostgresServer;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import dev.switchboard.support.TestIssuer;
import io.restassured.response.Response;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is measured: a PostgreSQL with its rows, the service on it, and the limits beside it. */
final class TestBed implements AutoCloseable {

  /** The name of the limit of the database. */
  static final String BARE_UPDATE = "bare JDBC UPDATE";

  /** The name of the limit of a server. */
  static final String THIN_SERVER = "thin server, PATCH";

  private static final String NAME = "benchmark";
  private static final String AUDIENCE = "api://switchboard";
  private static final String APPLICATION = "bot";
  private static final Duration LIFE_OF_THE_TOKEN = Duration.ofDays(1);

  private final Pattern scenarios;
  private final Path data;
  private final PostgresServer database;
  private final TestIssuer issuer;
  private final SwitchboardProcess service;
  private final Dataset dataset;
  private final String token;
  private final ServerProcess thinServer;
  private final Optional<Options.Beside> beside;
  private final Optional<ServerProcess> besideServer;
  private final JdbcLoad bareUpdate;

  /**
   * Starts all of it, and fills the tables.
   *
   * @param options how many clients there will be, and whether the service is looked into
   * @param rows how many operations there are
   */
  TestBed(Options options, int rows) throws IOException, JOSEException {
    Path folder =
        Files.createDirectories(Path.of(System.getProperty("switchboard.test.workdir"), NAME));
    this.scenarios = options.scenarios();
    this.data = folder.resolve("pg-" + rows);
    this.database = PostgresServer.start(data, options.profile() ? Profile.OF_DATABASE : Map.of());
    this.issuer = new TestIssuer();
    this.service =
        SwitchboardProcess.production(NAME)
            .with(database.asSettings())
            .with("issuer", issuer.url())
            .with("audience", AUDIENCE)
            // Into the server's log it would go by way of this process, which would pay for it.
            .with("audit-log", folder.resolve("audit-%d.log".formatted(rows)).toString())
            .hardened()
            // What is set for the tests; without it everything is as the script has it.
            .withEnvironment(
                "JAVA_OPTS",
                options.javaOptions() + (options.profile() ? " " + Profile.OF_SERVICE : ""))
            .start();
    String tenant = Service.newTenant();
    this.token = token(tenant);
    this.dataset = Dataset.fill(database, rows, tenant, APPLICATION);
    this.thinServer =
        ServerProcess.start(
            ServerProcess.thin(database, options.connections()),
            folder.resolve("thin-server.log").toFile());
    this.beside = options.beside();
    this.besideServer =
        beside.map(
            other ->
                ServerProcess.start(
                    port -> other.command(port, database, options.connections()),
                    folder.resolve("beside.log").toFile()));
    this.bareUpdate = new JdbcLoad(database, options.connections(), rows);
  }

  private String token(String tenant) throws JOSEException {
    JsonObject claims =
        issuer.claims(AUDIENCE, tenant, APPLICATION, "Calls.Initiate.All", "Calls.AccessMedia.All");
    return issuer.rs256(
        jakarta.json.Json.createObjectBuilder(claims)
            .add("exp", Instant.now().plus(LIFE_OF_THE_TOKEN).getEpochSecond())
            .build()
            .toString());
  }

  /**
   * What nothing can be better than, the database first, and what is measured beside it; with so
   * many clients.
   */
  List<Scenario> limits(int clients) {
    List<Scenario> limits = new ArrayList<>();
    limits.add(new Scenario(BARE_UPDATE, true, bareUpdate, OptionalLong.empty()));
    limits.add(patches(THIN_SERVER, thinServer, clients));
    besideServer.ifPresent(
        server -> limits.add(patches(beside.orElseThrow().name() + ", PATCH", server, clients)));
    return limits;
  }

  private Scenario patches(String name, ServerProcess server, int clients) {
    Requests requests = new Requests(server.port(), token, dataset);
    return new Scenario(
        name,
        true,
        new HttpLoad(server.port(), clients, 200, requests.patches()),
        OptionalLong.of(server.pid()));
  }

  /** What the service is asked, as far as that is wanted; with so many clients. */
  List<Scenario> scenarios(int clients) {
    Requests requests = new Requests(port(), token, dataset);
    String list = "/v1.0/communications/calls/%s/operations".formatted(dataset.longCall());
    return Stream.of(
            scenario("PATCH, uniform", true, 200, clients, requests.patches()),
            scenario("PATCH, 10 hot ids", true, 200, clients, requests.hotPatches()),
            scenario("GET", false, 200, clients, requests.gets()),
            scenario("list, page 1", false, 200, clients, requests.page(list)),
            scenario(
                "list, page " + Dataset.DEEP_PAGE,
                false,
                200,
                clients,
                requests.page(deepPage(list))),
            scenario("create", false, 201, clients, requests.creations()))
        .filter(scenario -> scenarios.matcher(scenario.name()).matches())
        .toList();
  }

  private Scenario scenario(
      String name, boolean isPatch, int expected, int clients, Supplier<ByteBuffer> requests) {
    return new Scenario(
        name,
        isPatch,
        new HttpLoad(port(), clients, expected, requests),
        OptionalLong.of(service.pid()));
  }

  private int port() {
    return URI.create(service.baseUrl()).getPort();
  }

  /** Where the link of the page before it leads; that one is behind a {@code $skip}. */
  private String deepPage(String list) {
    Response before =
        given()
            .urlEncodingEnabled(false)
            .header("Authorization", "Bearer " + token)
            .header("Prefer", Dataset.PAGE_PREFERENCE)
            .get(
                "%s%s?$skip=%d"
                    .formatted(service.baseUrl(), list, (Dataset.DEEP_PAGE - 2) * Dataset.PAGE));
    URI next = URI.create(Json.object(before).getString("@odata.nextLink"));
    return next.getRawPath() + "?" + next.getRawQuery();
  }

  /** The meters of the machine, and of all processes of this database. */
  Meters meters() {
    return new Meters(CpuMeter.family(database.pid()));
  }

  /** The database. */
  PostgresServer database() {
    return database;
  }

  /** The id of the service's process. */
  long service() {
    return service.pid();
  }

  @Override
  public void close() {
    bareUpdate.close();
    thinServer.close();
    besideServer.ifPresent(ServerProcess::close);
    service.close();
    issuer.close();
    database.close();
    // There may be gigabytes of it, and another one after this.
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
