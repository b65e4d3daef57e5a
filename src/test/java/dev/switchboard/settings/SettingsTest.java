package dev.switchboard.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.settings.Settings.CallbackAuthentication;
import dev.switchboard.settings.Settings.Identity;
import dev.switchboard.settings.Settings.Limits;
import dev.switchboard.settings.Settings.Mode;
import dev.switchboard.settings.Settings.StatusCasing;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static final Path AUDIT_LOG = nothingAt("audit-of-nobody.log");
  private static final Path DRAIN_FILE = nothingAt("drain-of-nobody");

  /** A file that does not exist, in a folder that does. */
  private static Path nothingAt(String name) {
    return Path.of(System.getProperty("java.io.tmpdir"), name).toAbsolutePath().normalize();
  }

  @Test
  void defaultsAreThoseOfProduction() {
    assertThat(Settings.from(Map.of(), Map.of()))
        .isEqualTo(
            new Settings(
                Mode.PRODUCTION,
                Path.of("data").toAbsolutePath(),
                Optional.empty(),
                new Settings.Pool(37, 256),
                Optional.empty(),
                new Identity(Set.of(), Set.of("api://switchboard"), Set.of()),
                true,
                StatusCasing.PASCAL,
                false,
                Duration.ofSeconds(5),
                new Limits(10_000, 20_000, 32, 64, Duration.ofSeconds(2)),
                CallLimits.OF_GRAPH,
                Set.of(),
                new Settings.Callbacks(Set.of(443), Set.of()),
                Map.of(),
                Duration.ofDays(30),
                Duration.ofMinutes(45),
                Duration.ofSeconds(15),
                Optional.empty(),
                Optional.empty(),
                new CallbackAuthentication("switchboard", Optional.empty(), Duration.ofDays(90))));
  }

  static Stream<Arguments> keys() {
    return Stream.of(
        key("mode", "development", Settings::mode, Mode.DEVELOPMENT),
        key("data-dir", "/var/lib/x/../y", Settings::dataDir, Path.of("/var/lib/y")),
        key(
            "db-url",
            "jdbc:postgresql://db.example/calls",
            settings -> settings.database().map(Settings.Database::url),
            Optional.of("jdbc:postgresql://db.example/calls")),
        key(
            "db-user",
            "me",
            settings -> settings.database().map(Settings.Database::user),
            Optional.empty()),
        key(
            "db-password",
            "secret",
            settings -> settings.database().map(Settings.Database::password),
            Optional.empty()),
        key("db-pool-size", "10", settings -> settings.pool().size(), 10),
        key("db-statement-cache", "0", settings -> settings.pool().statementCache(), 0),
        key(
            "base-url",
            "https://calls.example.com/",
            Settings::baseUrl,
            Optional.of(URI.create("https://calls.example.com"))),
        key(
            "issuer",
            "https://login.example/{tenantid}/v2.0",
            settings -> settings.identity().issuers(),
            Set.of("https://login.example/{tenantid}/v2.0")),
        key(
            "audience",
            "api://other, api://one-more",
            settings -> settings.identity().audiences(),
            Set.of("api://other", "api://one-more")),
        key("tenant", "a,b", settings -> settings.identity().tenants(), Set.of("a", "b")),
        key("open-types", "false", Settings::openTypes, false),
        key("status-casing", "camel", Settings::statusCasing, StatusCasing.CAMEL),
        key("require-if-match", "true", Settings::requireIfMatch, true),
        key("lock-timeout-seconds", "60", Settings::lockTimeout, Duration.ofSeconds(60)),
        key("application-rate", "7", settings -> settings.limits().applicationRate(), 7L),
        key("tenant-rate", "1000000", settings -> settings.limits().tenantRate(), 1_000_000L),
        key("concurrency", "8", settings -> settings.limits().concurrency(), 8),
        key("queue", "0", settings -> settings.limits().queue(), 0),
        key(
            "queue-timeout-seconds",
            "60",
            settings -> settings.limits().queueTimeout(),
            Duration.ofSeconds(60)),
        key("max-client-context", "2048", settings -> settings.callLimits().clientContext(), 2048),
        key("max-prompts", "1", settings -> settings.callLimits().prompts(), 1),
        key("max-record-seconds", "600", settings -> settings.callLimits().recordSeconds(), 600),
        key("max-redirect-targets", "2", settings -> settings.callLimits().redirectTargets(), 2),
        key("max-invitations", "50", settings -> settings.callLimits().invitations(), 50),
        key(
            "cors-origin",
            "https://a.example,http://localhost:3000",
            Settings::corsOrigins,
            Set.of("https://a.example", "http://localhost:3000")),
        key(
            "callback-ports",
            "443, 8443",
            settings -> settings.callbacks().ports(),
            Set.of(443, 8443)),
        key(
            "callback-networks",
            "10.0.0.0/8, fd00::/8",
            settings -> settings.callbacks().networks(),
            Set.of(Network.of("10.0.0.0/8"), Network.of("fd00::/8"))),
        key(
            "platform-endpoint",
            "https://media.example/hook?a=b,t1=https://media.example/t1",
            settings ->
                Stream.of("t1", "t2").map(settings::platformEndpoint).map(Optional::get).toList(),
            List.of(
                URI.create("https://media.example/t1"),
                URI.create("https://media.example/hook?a=b"))),
        key("notification-days", "1", Settings::notificationsKept, Duration.ofDays(1)),
        key("keep-alive-seconds", "0", Settings::keepAlive, Duration.ZERO),
        key("answer-seconds", "30", Settings::answer, Duration.ofSeconds(30)),
        key("audit-log", AUDIT_LOG.toString(), Settings::auditLog, Optional.of(AUDIT_LOG)),
        key("drain-file", DRAIN_FILE.toString(), Settings::drainFile, Optional.of(DRAIN_FILE)),
        key(
            "callback-issuer",
            "https://api.botframework.com",
            settings -> settings.callbackAuthentication().issuer(),
            "https://api.botframework.com"),
        key(
            "callback-audience",
            "api://bots",
            settings -> settings.callbackAuthentication().audience(),
            Optional.of("api://bots")),
        key(
            "callback-key-days",
            "3650",
            settings -> settings.callbackAuthentication().keyPeriod(),
            Duration.ofDays(3_650)));
  }

  private static Arguments key(
      String key, String value, Function<Settings, Object> read, Object expected) {
    return Arguments.of(key, value, read, expected);
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("keys")
  void keyIsASystemProperty(
      String key, String value, Function<Settings, Object> read, Object expected) {
    assertThat(read.apply(property(key, value))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("keys")
  void keyIsAnEnvironmentVariable(
      String key, String value, Function<Settings, Object> read, Object expected) {
    Settings settings = Settings.from(Map.of(variable(key), value), Map.of());

    assertThat(read.apply(settings)).isEqualTo(expected);
  }

  @Test
  void everyKeyIsInTheTable() {
    assertThat(keys().map(arguments -> arguments.get()[0]))
        .containsExactlyElementsOf(Settings.keys());
  }

  @Test
  void systemPropertyWins() {
    Settings settings =
        Settings.from(
            Map.of("SWITCHBOARD_AUDIENCE", "environment", "SWITCHBOARD_MODE", "development"),
            Map.of("switchboard.audience", "property"));

    assertThat(settings.identity().audiences()).containsExactly("property");
    assertThat(settings.mode()).isEqualTo(Mode.DEVELOPMENT);
  }

  @Test
  void databaseHasUserAndPassword() {
    Settings.Database database =
        Settings.from(
                Map.of(
                    "SWITCHBOARD_DB_URL", "jdbc:postgresql://db.example/calls",
                    "SWITCHBOARD_DB_USER", "me",
                    "SWITCHBOARD_DB_PASSWORD", " secret "),
                Map.of())
            .database()
            .orElseThrow();

    assertThat(database.user()).isEqualTo("me");
    assertThat(database.password()).as("every character of it counts").isEqualTo(" secret ");
    assertThat(database.toString()).doesNotContain("secret");
    assertThat(property("db-url", "jdbc:postgresql://db.example/calls").database().orElseThrow())
        .isEqualTo(new Settings.Database("jdbc:postgresql://db.example/calls", "switchboard", ""));
  }

  @Test
  void strangersAreNotLookedAt() {
    assertThat(
            Settings.from(
                Map.of("PATH", "/bin", "SWITCHBOARDX", "1", "switchboard.mode", "bad"),
                Map.of("java.home", "/j", "switchboards.mode", "bad", "SWITCHBOARD_MODE", "bad")))
        .isEqualTo(Settings.from(Map.of(), Map.of()));
  }

  @Test
  void whiteSpaceAroundAValueIsNotMeant() {
    assertThat(property("audience", "  api://x ").identity().audiences())
        .containsExactly("api://x");
  }

  @Test
  void developmentTrustsItsOwnIssuer() {
    assertThat(property("mode", "development").identity().issuers())
        .contains("http://localhost:8080/{tenantid}/v2.0");
    assertThat(
            Settings.from(
                    Map.of(),
                    Map.of(
                        "switchboard.mode",
                        "development",
                        "switchboard.base-url",
                        "http://localhost:18080/"))
                .identity()
                .issuers())
        .contains("http://localhost:18080/{tenantid}/v2.0");
    assertThat(property("mode", "development").development()).isTrue();
  }

  @Test
  void developmentCanTrustAnotherIssuer() {
    assertThat(
            Settings.from(
                    Map.of(),
                    Map.of(
                        "switchboard.mode",
                        "development",
                        "switchboard.issuer",
                        "https://login.example/v2.0"))
                .identity()
                .issuers())
        .contains("https://login.example/v2.0");
  }

  @Test
  void productionTrustsNobodyByItself() {
    assertThat(property("base-url", "https://calls.example.com").identity().issuers()).isEmpty();
  }

  /** What receivers compare must not depend on who asks. */
  @Test
  void notificationsComeFromTheBaseUrl() {
    assertThat(property("base-url", "https://calls.example.com/").callbackAuthentication().issuer())
        .isEqualTo("https://calls.example.com");
    assertThat(property("mode", "development").callbackAuthentication().issuer())
        .isEqualTo("http://localhost:8080");
    assertThat(
            Settings.from(
                    Map.of(),
                    Map.of(
                        "switchboard.mode",
                        "development",
                        "switchboard.base-url",
                        "http://localhost:18080"))
                .callbackAuthentication()
                .issuer())
        .isEqualTo("http://localhost:18080");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "switchboard.modus",
        "switchboard.",
        "switchboard.MODE",
        "switchboard.data_dir",
        "switchboard.lock-timeout"
      })
  void unknownPropertyIsNamed(String name) {
    assertThatExceptionOfType(BadSettingException.class)
        .isThrownBy(() -> Settings.from(Map.of(), Map.of(name, "x")))
        .withMessageStartingWith("unknown setting " + name + "; known are mode, data-dir,");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"SWITCHBOARD_MODUS", "SWITCHBOARD_", "SWITCHBOARD_ISSUER_URL"})
  void unknownVariableIsNamed(String name) {
    assertThatExceptionOfType(BadSettingException.class)
        .isThrownBy(() -> Settings.from(Map.of(name, "x"), Map.of()))
        .withMessageStartingWith("unknown setting " + name + "; known are mode, data-dir,");
  }

  @ParameterizedTest(name = "{0} = \"{1}\" {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "mode|test|must be one of production, development",
        "mode|Development|must be one of production, development",
        "mode|''|must not be empty",
        "data-dir|' '|must not be empty",
        "db-url|''|must not be empty",
        "db-url|jdbc:h2:mem:x|must be a JDBC URL of PostgreSQL, for example jdbc:postgresql://db.example/switchboard, or the JNDI name of a data source",
        "base-url|''|must not be empty",
        "base-url|calls.example.com|must be an absolute http or https URL",
        "base-url|//calls.example.com|must be an absolute http or https URL",
        "base-url|ftp://calls.example.com|must be an absolute http or https URL",
        "base-url|https:///x|must be an absolute http or https URL",
        "base-url|https://a b|must be an absolute http or https URL",
        "base-url|https://calls.example.com/v1.0|must be scheme, host and port only, for example https://calls.example.com",
        "base-url|https://calls.example.com?x|must be scheme, host and port only, for example https://calls.example.com",
        "base-url|https://calls.example.com#x|must be scheme, host and port only, for example https://calls.example.com",
        "base-url|https://me:secret@calls.example.com|must be scheme, host and port only, for example https://calls.example.com",
        "issuer|''|must not be empty",
        "issuer|login.example|must be an absolute http or https URL",
        "issuer|http://login.example/v2.0|must be an https URL (http only on a loopback address)",
        "issuer|http://127.login.example/v2.0|must be an https URL (http only on a loopback address)",
        "issuer|http://localhost.example/v2.0|must be an https URL (http only on a loopback address)",
        "issuer|https://login.example,http://login.example|must be an https URL (http only on a loopback address)",
        "issuer|https://login.example,|must hold values separated by commas",
        "audience|''|must not be empty",
        "audience|a,,b|must hold values separated by commas",
        "tenant|''|must not be empty",
        "application-rate|0|must be a whole number from 1 to 1000000",
        "tenant-rate|-1|must be a whole number from 1 to 1000000",
        "db-pool-size|5|must be a whole number from 6 to 1000",
        "db-statement-cache|-1|must be a whole number from 0 to 10000",
        "concurrency|33|must be a whole number from 1 to 32",
        "concurrency|0|must be a whole number from 1 to 32",
        "queue|10001|must be a whole number from 0 to 10000",
        "queue-timeout-seconds|0|must be a whole number from 1 to 60",
        "notification-days|0|must be a whole number from 1 to 3650",
        "keep-alive-seconds|86401|must be a whole number from 0 to 86400",
        "answer-seconds|-1|must be a whole number from 0 to 86400",
        "platform-endpoint|media.example|must be an absolute http or https URL",
        "platform-endpoint|t1=media.example|must be an absolute http or https URL",
        "platform-endpoint|https://a.example,https://b.example|must hold one URL for a tenant",
        "platform-endpoint|t1=https://a.example,t1=https://b.example|must hold one URL for a tenant",
        "cors-origin|*|must be an absolute http or https URL",
        "cors-origin|null|must be an absolute http or https URL",
        "cors-origin|https://a.example/|must be an origin, scheme, host and port only, for example https://bot.example.com",
        "cors-origin|https://me@a.example|must be an origin, scheme, host and port only, for example https://bot.example.com",
        "callback-ports|''|must not be empty",
        "callback-ports|443,|must hold values separated by commas",
        "callback-ports|0|must be a whole number from 1 to 65535",
        "callback-ports|443,65536|must be a whole number from 1 to 65535",
        "callback-ports|https|must be a whole number from 1 to 65535",
        "callback-networks|''|must not be empty",
        "callback-networks|10.0.0.0/8,,fd00::/8|must hold values separated by commas",
        "callback-networks|10.0.0.0|must hold networks in CIDR notation, for example 10.0.0.0/8, separated by commas",
        "callback-networks|10.1.0.0/8|must hold networks in CIDR notation, for example 10.0.0.0/8, separated by commas",
        "callback-networks|bot.example/8|must hold networks in CIDR notation, for example 10.0.0.0/8, separated by commas",
        "callback-networks|fd00::/8,169.254.169.254/32|must not hold link-local networks: they stay refused",
        "callback-networks|fe80::/10|must not hold link-local networks: they stay refused",
        "audit-log|''|must not be empty",
        "audit-log|/no/such/folder/audit.log|must be a file that can be written to, in a folder that exists",
        "drain-file|/no/such/folder/drain|must be a file that can be written to, in a folder that exists",
        "audit-log|.|must be a file that can be written to, in a folder that exists",
        "callback-issuer|''|must not be empty",
        "callback-issuer|botframework|must be an absolute http or https URL",
        "callback-issuer|http://api.botframework.com|must be an https URL (http only on a loopback address)",
        "callback-audience|' '|must not be empty",
        "callback-key-days|0|must be a whole number from 1 to 3650",
        "callback-key-days|3651|must be a whole number from 1 to 3650",
        "open-types|yes|must be true or false",
        "open-types|TRUE|must be true or false",
        "status-casing|lower|must be one of pascal, camel",
        "require-if-match|1|must be true or false",
        "lock-timeout-seconds|0|must be a whole number from 1 to 60",
        "lock-timeout-seconds|61|must be a whole number from 1 to 60",
        "lock-timeout-seconds|1.5|must be a whole number from 1 to 60",
        "lock-timeout-seconds|5s|must be a whole number from 1 to 60",
        "lock-timeout-seconds|99999999999999999999|must be a whole number from 1 to 60"
      })
  void badValueIsExplained(String key, String value, String rule) {
    assertThatExceptionOfType(BadSettingException.class)
        .isThrownBy(() -> property(key, value))
        .withMessage("setting switchboard.%s (%s) %s", key, variable(key), rule);
  }

  @Test
  void badPathIsExplained() {
    assertThatExceptionOfType(BadSettingException.class)
        .isThrownBy(() -> property("data-dir", "a\0b"))
        .withMessageEndingWith("must be the path of a folder");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "http://localhost:1234/x",
        "http://127.0.0.1:1234",
        "http://127.1.2.3",
        "http://[::1]:80/x"
      })
  void issuerOnALoopbackAddressMayDoWithoutTls(String issuer) {
    assertThat(property("issuer", issuer).identity().issuers()).contains(issuer);
  }

  @Test
  void badValueIsNotRepeated() {
    assertThatExceptionOfType(BadSettingException.class)
        .isThrownBy(() -> property("issuer", "hunter2"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
  }

  private static Settings property(String key, String value) {
    return Settings.from(Map.of(), Map.of("switchboard." + key, value));
  }

  private static String variable(String key) {
    return "SWITCHBOARD_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
