package dev.switchboard.build;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.OnlyOn;
import dev.switchboard.support.Server;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import dev.switchboard.support.TestDatabase;
import dev.switchboard.support.Tokens;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The script that configures a domain of GlassFish or Payara Server, and takes that back. */
@OnlyOn({Server.GLASSFISH, Server.PAYARA})
@Isolated("it changes which domain the services of other tests would get")
class GlassFishConfigurationIT {

  private static final String TEMPLATE = Server.current() + ".server";
  private static final String APPLIED = "${server.http.port}";

  @TempDir private Path folder;
  private Path domain;

  @BeforeEach
  void copyTheConfiguredDomain() throws IOException {
    Path template = Path.of(System.getProperty(TEMPLATE));
    domain = folder.resolve("domain");
    try (Stream<Path> files = Files.walk(template)) {
      for (Path file : files.toList()) {
        Files.copy(file, domain.resolve(template.relativize(file)));
      }
    }
  }

  @Test
  void whatIsAppliedCanBeTakenBackAndAppliedAgain() throws Exception {
    List<String> applied = configuration();
    String logging = logging();
    assertThat(applied).anyMatch(line -> line.contains(APPLIED));

    assertThat(configure("restore", Map.of())).isEmpty();
    assertThat(configuration())
        .noneMatch(line -> line.contains("${server."))
        .noneMatch(line -> line.contains("http2-enabled=\"false\""))
        .noneMatch(line -> line.contains("-Dproduct.name="))
        .noneMatch(line -> line.contains("server-header=\"false\""));
    assertThat(logging()).isNotEqualTo(logging);
    assertThat(configure("restore", Map.of()))
        .isEqualTo("The domain is not configured: there is nothing to take back.\n");

    assertThat(configure("apply", Map.of())).isEmpty();
    assertThat(configuration()).isEqualTo(applied);
    assertThat(logging()).isEqualTo(logging);
    assertThat(configure("apply", Map.of()))
        .isEqualTo("The domain is not configured: it is configured already.\n");
  }

  @Test
  void poolOfTheServerIsUsedAndCanBeTakenBack() throws Exception {
    List<String> before = configuration();
    TestDatabase database = TestDatabase.onPostgreSql("of_the_server");
    URI url = URI.create(database.url().substring("jdbc:".length()));
    Path password = Files.writeString(folder.resolve("password"), database.password() + "\n");

    assertThat(
            configure(
                "apply-datasource",
                Map.of(
                    "POSTGRESQL_JAR",
                    Path.of(
                            DriverManager.getDriver(database.url())
                                .getClass()
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString(),
                    "DB_HOST",
                    url.getHost(),
                    "DB_PORT",
                    Integer.toString(url.getPort()),
                    "DB_NAME",
                    url.getPath().substring(1),
                    "DB_USER",
                    database.user(),
                    "DB_PASSWORD_FILE",
                    password.toString(),
                    "DB_POOL_SIZE",
                    "10")))
        .isEmpty();
    assertThat(configuration()).noneMatch(line -> line.contains(database.password()));
    String template = System.setProperty(TEMPLATE, domain.toString());
    try (SwitchboardProcess service =
        SwitchboardProcess.development("of-the-server")
            .with("db-url", "jdbc/switchboard")
            .start()) {
      String token = Tokens.of(service.baseUrl(), "bot", Service.newTenant());
      given()
          .auth()
          .oauth2(token)
          .contentType("application/json")
          .body("{\"callbackUri\":\"https://bot.example/cb\"}")
          .post(service.baseUrl() + "/v1.0/communications/calls")
          .then()
          .statusCode(201);
      assertThat(stored(database, "SELECT count(*) FROM comms_call")).isEqualTo("1");
      assertThat(
              stored(
                  database,
                  "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                      + " AND application_name = 'switchboard'"))
          .isNotEqualTo("0");
    } finally {
      System.setProperty(TEMPLATE, template);
    }

    assertThat(configure("restore-datasource", Map.of())).isEmpty();
    assertThat(configuration()).isEqualTo(before);
  }

  private static String stored(TestDatabase database, String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  /** In any order: the server writes what it has set anew at another place. */
  private List<String> configuration() throws IOException {
    return Files.readAllLines(domain.resolve("config").resolve("domain.xml")).stream()
        .map(String::strip)
        .sorted()
        .toList();
  }

  private String logging() throws IOException {
    return Files.readString(domain.resolve("config").resolve("logging.properties"));
  }

  private String configure(String what, Map<String, String> variables) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of("server-config", Server.current().toString(), "configure.sh").toString(),
                what)
            .redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                Server.current().name() + "_HOME",
                System.getProperty(Server.current() + ".home"),
                "DOMAIN_DIR",
                domain.toString()));
    builder.environment().putAll(variables);
    Process script = builder.start();
    String said = new String(script.getInputStream().readAllBytes(), UTF_8);
    assertThat(script.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return said;
  }
}
