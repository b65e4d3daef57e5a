package dev.switchboard.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The settings of one running service. Each key is a system property {@code switchboard.some-key}
 * or an environment variable {@code SWITCHBOARD_SOME_KEY}; the system property wins. An unknown key
 * or a bad value is a {@link BadSettingException}, so that a misspelt setting stops the start
 * instead of being ignored.
 *
 * @param mode production unless said otherwise; development adds a token issuer with a well-known
 *     secret
 * @param dataDir folder of the embedded database
 * @param database the database to use instead of the embedded one; empty: the embedded one
 * @param pool how many connections to the database there are
 * @param baseUrl scheme, host and port under which clients reach the service, without a trailing
 *     slash; empty: as the request says
 * @param identity whose access tokens are accepted
 * @param openTypes whether undeclared members of open types are kept (OData 4.01 Protocol 11.4.1.3)
 *     or refused
 * @param statusCasing spelling of {@code operationStatus} in answers
 * @param requireIfMatch whether PATCH and DELETE without {@code If-Match} answer 428
 * @param lockTimeout how long a request waits for another writer of the same row before it answers
 *     503
 * @param limits how much the service takes on at once
 * @param callLimits how much one request about a call may ask for
 * @param corsOrigins the origins whose pages may read answers (Fetch standard, CORS protocol);
 *     empty: none
 * @param callbacks where notifications may go
 * @param platformEndpoints where the media platform of a tenant is told of every change; the one of
 *     {@value #ANY_TENANT} is for those that have none
 * @param notificationsKept how long notifications can be read after they were written
 * @param keepAlive how long a call goes on without being kept alive; zero: for ever
 * @param answer how long an incoming call waits to be answered; zero: for ever
 * @param auditLog the file that audit records are appended to; empty: the server's log
 * @param drainFile the file whose appearance takes the service out of use; empty: none
 * @param callbackAuthentication how receivers of notifications are shown who sends them
 */
public record Settings(
    Mode mode,
    Path dataDir,
    Optional<Database> database,
    Pool pool,
    Optional<URI> baseUrl,
    Identity identity,
    boolean openTypes,
    StatusCasing statusCasing,
    boolean requireIfMatch,
    Duration lockTimeout,
    Limits limits,
    CallLimits callLimits,
    Set<String> corsOrigins,
    Callbacks callbacks,
    Map<String, URI> platformEndpoints,
    Duration notificationsKept,
    Duration keepAlive,
    Duration answer,
    Optional<Path> auditLog,
    Optional<Path> drainFile,
    CallbackAuthentication callbackAuthentication) {

  /**
   * A database of the administrator's.
   *
   * @param url a JDBC URL of PostgreSQL, or the JNDI name of a data source that the server has
   * @param user who the service is there; not for a data source of the server
   * @param password of that user; may be empty where the database asks for none
   */
  public record Database(String url, String user, String password) {

    /** The name of the server's data source, if it is one. */
    public Optional<String> jndiName() {
      return Optional.of(url).filter(Database::isJndiName);
    }

    private static boolean isJndiName(String url) {
      return url.startsWith("java:") || url.startsWith("jdbc/");
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "Database[%s, %s]".formatted(url, user);
    }
  }

  /**
   * Whose access tokens are accepted.
   *
   * @param issuers the OpenID Connect issuers, as they stand in {@code iss}; may hold {@code
   *     {tenantid}}, as Entra's do; empty: nobody's tokens
   * @param audiences the {@code aud} of which a token must carry one
   * @param tenants the {@code tid} that are served; empty: every tenant of the issuers
   */
  public record Identity(Set<String> issuers, Set<String> audiences, Set<String> tenants) {}

  /**
   * How much the service takes on at once.
   *
   * @param applicationRate requests that one application of one tenant may send in a second
   * @param tenantRate requests that all applications of a tenant together may send in a second
   * @param concurrency requests that are at the database at the same time
   * @param queue requests that wait for their turn at it; one more is answered 503 at once
   * @param queueTimeout how long a request waits for its turn before it is answered 503
   */
  public record Limits(
      long applicationRate, long tenantRate, int concurrency, int queue, Duration queueTimeout) {}

  /**
   * The connections to the database; not for a data source of the server.
   *
   * @param size connections at most
   * @param statementCache prepared statements that each connection to PostgreSQL keeps
   */
  public record Pool(int size, int statementCache) {}

  /**
   * Where notifications may go.
   *
   * @param ports the ports that a notification URL may have
   * @param networks the addresses besides public ones
   */
  public record Callbacks(Set<Integer> ports, Set<Network> networks) {}

  /**
   * How receivers of notifications are shown who sends them.
   *
   * @param issuer the {@code iss} of the tokens that notifications carry
   * @param audience the {@code aud} of all of them; empty: the application that is notified
   * @param keyPeriod how long a key signs before another one takes over
   */
  public record CallbackAuthentication(
      String issuer, Optional<String> audience, Duration keyPeriod) {}

  /** Who the service is run for. */
  public enum Mode {
    PRODUCTION,
    DEVELOPMENT
  }

  /**
   * {@code Completed} as the CSDL and the SDKs spell it, or {@code completed} as the documentation
   * does.
   */
  public enum StatusCasing {
    PASCAL,
    CAMEL
  }

  /** The placeholder in an issuer that stands for the token's {@code tid}. */
  public static final String TENANT_PLACEHOLDER = "{tenantid}";

  /** Stands for every tenant. */
  public static final String ANY_TENANT = "*";

  private static final String PROPERTY_PREFIX = "switchboard.";
  private static final String ENVIRONMENT_PREFIX = "SWITCHBOARD_";

  /** A tenant has no slash in its name, as every URL does before its first equals sign. */
  private static final Pattern OF_TENANT = Pattern.compile("(?<tenant>[^/=]+)=(?<url>.*)");

  private static final String POSTGRESQL = "jdbc:postgresql://";
  private static final String DEVELOPMENT_BASE_URL = "http://localhost:8080";

  /** A service that does not know its own URL has to call itself something. */
  private static final String NAMELESS_ISSUER = "switchboard";

  /** Beyond what one node could serve: no limit. */
  private static final long MOST_PER_SECOND = 1_000_000;

  private static final long MOST_CONNECTIONS = 1_000;

  /** Ten years: a key for good would be a mistake. */
  private static final long MOST_DAYS = 3_650;

  /** A day. */
  private static final long MOST_SECONDS = 86_400;

  /** The column has room for them, at two UTF-16 units each. */
  private static final long MOST_CHARACTERS = 2_048;

  private static final long MOST_ITEMS = 1_000;
  private static final long MOST_CACHED_STATEMENTS = 10_000;
  private static final int HIGHEST_PORT = 65_535;

  /** Whatever is plugged into the same wire, and what hands out the credentials of a cloud. */
  private static final List<Network> LINK_LOCAL =
      List.of(Network.of("169.254.0.0/16"), Network.of("fe80::/10"));

  /**
   * Of the connections, one is for health, three are for the delivery of notifications, and one is
   * for what else the service does by itself.
   */
  private static final int CONNECTIONS_BESIDE_REQUESTS = 5;

  private enum Key {
    MODE("production"),
    DATA_DIR("./data"),
    DB_URL(null),
    DB_USER("switchboard"),
    DB_PASSWORD(""),
    DB_POOL_SIZE("37"),
    DB_STATEMENT_CACHE("256"),
    BASE_URL(null),
    ISSUER(null),
    AUDIENCE("api://switchboard"),
    TENANT(null),
    OPEN_TYPES("true"),
    STATUS_CASING("pascal"),
    REQUIRE_IF_MATCH("false"),
    LOCK_TIMEOUT_SECONDS("5"),
    APPLICATION_RATE("10000"),
    TENANT_RATE("20000"),
    CONCURRENCY(null),
    QUEUE("64"),
    QUEUE_TIMEOUT_SECONDS("2"),
    MAX_CLIENT_CONTEXT("256"),
    MAX_PROMPTS("20"),
    MAX_RECORD_SECONDS("120"),
    MAX_REDIRECT_TARGETS("25"),
    MAX_INVITATIONS("5"),
    CORS_ORIGIN(null),
    CALLBACK_PORTS("443"),
    CALLBACK_NETWORKS(null),
    PLATFORM_ENDPOINT(null),
    NOTIFICATION_DAYS("30"),
    KEEP_ALIVE_SECONDS("2700"),
    ANSWER_SECONDS("15"),
    AUDIT_LOG(null),
    DRAIN_FILE(null),
    CALLBACK_ISSUER(null),
    CALLBACK_AUDIENCE(null),
    CALLBACK_KEY_DAYS("90");

    private final String defaultValue;

    Key(String defaultValue) {
      this.defaultValue = defaultValue;
    }

    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Reads the settings of this process.
   *
   * @throws BadSettingException if a key is unknown or a value is bad
   */
  public static Settings load() {
    Properties properties = System.getProperties();
    return from(
        System.getenv(),
        properties.stringPropertyNames().stream()
            .collect(Collectors.toMap(name -> name, properties::getProperty)));
  }

  /**
   * Reads settings from an environment and system properties; keys outside the two prefixes are not
   * looked at.
   *
   * @throws BadSettingException if a key is unknown or a value is bad
   */
  public static Settings from(Map<String, String> environment, Map<String, String> properties) {
    Map<Key, String> given = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(ENVIRONMENT_PREFIX)) {
            String text = name.substring(ENVIRONMENT_PREFIX.length());
            given.put(key(name, text.toLowerCase(Locale.ROOT).replace('_', '-')), value);
          }
        });
    properties.forEach(
        (name, value) -> {
          if (name.startsWith(PROPERTY_PREFIX)) {
            given.put(key(name, name.substring(PROPERTY_PREFIX.length())), value);
          }
        });
    Values values = new Values(given);
    Mode mode = values.oneOf(Key.MODE, Mode.values());
    Optional<URI> baseUrl =
        values.url(Key.BASE_URL).map(url -> URI.create(url.toString().replaceAll("/+$", "")));
    Set<String> issuers = values.list(Key.ISSUER, Values::issuer);
    if (mode == Mode.DEVELOPMENT && issuers.isEmpty()) {
      // The service's own issuer, reached like any other: by HTTP, with discovery and keys.
      issuers =
          Set.of(
              baseUrl.map(URI::toString).orElse(DEVELOPMENT_BASE_URL)
                  + "/"
                  + TENANT_PLACEHOLDER
                  + "/v2.0");
    }
    int poolSize =
        (int) values.number(Key.DB_POOL_SIZE, 1 + CONNECTIONS_BESIDE_REQUESTS, MOST_CONNECTIONS);
    return new Settings(
        mode,
        values.path(Key.DATA_DIR),
        values.database(),
        new Pool(poolSize, (int) values.number(Key.DB_STATEMENT_CACHE, 0, MOST_CACHED_STATEMENTS)),
        baseUrl,
        new Identity(
            issuers,
            values.list(Key.AUDIENCE, (any, audience) -> audience),
            values.list(Key.TENANT, (any, tenant) -> tenant)),
        values.bool(Key.OPEN_TYPES),
        values.oneOf(Key.STATUS_CASING, StatusCasing.values()),
        values.bool(Key.REQUIRE_IF_MATCH),
        Duration.ofSeconds(values.number(Key.LOCK_TIMEOUT_SECONDS, 1, 60)),
        new Limits(
            values.number(Key.APPLICATION_RATE, 1, MOST_PER_SECOND),
            values.number(Key.TENANT_RATE, 1, MOST_PER_SECOND),
            values.concurrency(poolSize),
            (int) values.number(Key.QUEUE, 0, 10_000),
            Duration.ofSeconds(values.number(Key.QUEUE_TIMEOUT_SECONDS, 1, 60))),
        new CallLimits(
            (int) values.number(Key.MAX_CLIENT_CONTEXT, 1, MOST_CHARACTERS),
            (int) values.number(Key.MAX_PROMPTS, 1, MOST_ITEMS),
            (int) values.number(Key.MAX_RECORD_SECONDS, 1, MOST_SECONDS),
            (int) values.number(Key.MAX_REDIRECT_TARGETS, 1, MOST_ITEMS),
            (int) values.number(Key.MAX_INVITATIONS, 1, MOST_ITEMS)),
        values.list(Key.CORS_ORIGIN, Values::origin),
        new Callbacks(
            values.list(Key.CALLBACK_PORTS, Values::callbackPort),
            values.list(Key.CALLBACK_NETWORKS, Values::callbackNetwork)),
        values.platformEndpoints(),
        Duration.ofDays(values.number(Key.NOTIFICATION_DAYS, 1, MOST_DAYS)),
        Duration.ofSeconds(values.number(Key.KEEP_ALIVE_SECONDS, 0, MOST_SECONDS)),
        Duration.ofSeconds(values.number(Key.ANSWER_SECONDS, 0, MOST_SECONDS)),
        values.writableFile(Key.AUDIT_LOG),
        values.writableFile(Key.DRAIN_FILE),
        values.callbackAuthentication(mode, baseUrl));
  }

  /**
   * The names of all keys, as they follow {@code switchboard.}, in the order of their declaration.
   */
  public static List<String> keys() {
    return Arrays.stream(Key.values()).map(Key::text).toList();
  }

  /**
   * Whether what an address says may be trusted to come from its host: over https, or without
   * leaving this machine.
   */
  public static boolean isTrustworthy(URI url) {
    return "https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && isLoopback(url));
  }

  private static boolean isLoopback(URI url) {
    String host = String.valueOf(url.getHost());
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.[0-9]{1,3}){3}");
  }

  /** Where the media platform of a tenant is told of every change; empty if it is not. */
  public Optional<URI> platformEndpoint(String tenantId) {
    return Optional.ofNullable(
        platformEndpoints.getOrDefault(tenantId, platformEndpoints.get(ANY_TENANT)));
  }

  /** Whether the service runs in development mode. */
  public boolean development() {
    return mode == Mode.DEVELOPMENT;
  }

  private static Key key(String name, String text) {
    return Arrays.stream(Key.values())
        .filter(key -> key.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new BadSettingException(
                    "unknown setting %s; known are %s".formatted(name, String.join(", ", keys()))));
  }

  private record Values(Map<Key, String> given) {

    private String text(Key key) {
      String value = given.getOrDefault(key, key.defaultValue);
      if (value == null || value.isBlank()) {
        throw bad(key, "must not be empty");
      }
      return value.strip();
    }

    private boolean bool(Key key) {
      return switch (text(key)) {
        case "true" -> true;
        case "false" -> false;
        default -> throw bad(key, "must be true or false");
      };
    }

    private long number(Key key, long least, long most) {
      return number(key, text(key), least, most);
    }

    private long number(Key key, String text, long least, long most) {
      try {
        long value = Long.parseLong(text);
        if (value >= least && value <= most) {
          return value;
        }
      } catch (NumberFormatException e) {
        // Said below, in the same words as for a number out of range.
      }
      throw bad(key, "must be a whole number from %d to %d".formatted(least, most));
    }

    private <E extends Enum<E>> E oneOf(Key key, E[] values) {
      return Arrays.stream(values)
          .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text(key)))
          .findFirst()
          .orElseThrow(
              () ->
                  bad(
                      key,
                      "must be one of "
                          + Arrays.stream(values)
                              .map(value -> value.name().toLowerCase(Locale.ROOT))
                              .collect(Collectors.joining(", "))));
    }

    private Path path(Key key) {
      try {
        return Path.of(text(key)).toAbsolutePath().normalize();
      } catch (InvalidPathException e) {
        throw bad(key, "must be the path of a folder");
      }
    }

    /** Looked at here, and not first when it is opened, so that the start ends with a sentence. */
    private Optional<Path> writableFile(Key key) {
      if (!given.containsKey(key)) {
        return Optional.empty();
      }
      Path file = path(key);
      Path folder = file.getParent();
      boolean writable =
          Files.exists(file)
              ? Files.isRegularFile(file) && Files.isWritable(file)
              : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
      if (!writable) {
        throw bad(key, "must be a file that can be written to, in a folder that exists");
      }
      return Optional.of(file);
    }

    /** So many that no request ever waits for a connection: the wait is before the work. */
    private int concurrency(int poolSize) {
      int most = poolSize - CONNECTIONS_BESIDE_REQUESTS;
      return given.containsKey(Key.CONCURRENCY) ? (int) number(Key.CONCURRENCY, 1, most) : most;
    }

    private Optional<Database> database() {
      if (!given.containsKey(Key.DB_URL)) {
        return Optional.empty();
      }
      String url = text(Key.DB_URL);
      if (!url.startsWith(POSTGRESQL) && !Database.isJndiName(url)) {
        throw bad(
            Key.DB_URL,
            "must be a JDBC URL of PostgreSQL, for example "
                + POSTGRESQL
                + "db.example/switchboard, or the JNDI name of a data source");
      }
      return Optional.of(
          new Database(
              url,
              text(Key.DB_USER),
              given.getOrDefault(Key.DB_PASSWORD, Key.DB_PASSWORD.defaultValue)));
    }

    private CallbackAuthentication callbackAuthentication(Mode mode, Optional<URI> baseUrl) {
      String issuer =
          baseUrl
              .map(URI::toString)
              .orElse(mode == Mode.DEVELOPMENT ? DEVELOPMENT_BASE_URL : NAMELESS_ISSUER);
      if (given.containsKey(Key.CALLBACK_ISSUER)) {
        issuer = text(Key.CALLBACK_ISSUER);
        requireTrustworthy(Key.CALLBACK_ISSUER, issuer);
      }
      return new CallbackAuthentication(
          issuer,
          given.containsKey(Key.CALLBACK_AUDIENCE)
              ? Optional.of(text(Key.CALLBACK_AUDIENCE))
              : Optional.empty(),
          Duration.ofDays(number(Key.CALLBACK_KEY_DAYS, 1, MOST_DAYS)));
    }

    /** A URL for all tenants, or one for each: its tenant and {@code =} stand before it. */
    private Map<String, URI> platformEndpoints() {
      Map<String, URI> endpoints = new TreeMap<>();
      for (String each : list(Key.PLATFORM_ENDPOINT, (any, endpoint) -> endpoint)) {
        Matcher parts = OF_TENANT.matcher(each);
        String tenant = parts.matches() ? parts.group("tenant") : ANY_TENANT;
        URI url = absolute(Key.PLATFORM_ENDPOINT, parts.matches() ? parts.group("url") : each);
        if (endpoints.put(tenant, url) != null) {
          throw bad(Key.PLATFORM_ENDPOINT, "must hold one URL for a tenant");
        }
      }
      return Collections.unmodifiableMap(endpoints);
    }

    private Optional<URI> url(Key key) {
      if (!given.containsKey(key)) {
        return Optional.empty();
      }
      URI url = absolute(key, text(key));
      if (url.getRawUserInfo() != null
          || url.getRawQuery() != null
          || url.getRawFragment() != null
          || !(url.getRawPath().isEmpty() || url.getRawPath().equals("/"))) {
        throw bad(key, "must be scheme, host and port only, for example https://calls.example.com");
      }
      return Optional.of(url);
    }

    /** The values of a key that holds several, separated by commas; empty if it is not given. */
    private <T> Set<T> list(Key key, BiFunction<Values, String, T> check) {
      if (!given.containsKey(key) && key.defaultValue == null) {
        return Set.of();
      }
      Set<T> values = new LinkedHashSet<>();
      for (String value : text(key).split(",", -1)) {
        if (value.isBlank()) {
          throw bad(key, "must hold values separated by commas");
        }
        values.add(check.apply(this, value.strip()));
      }
      return Collections.unmodifiableSet(values);
    }

    private String issuer(String issuer) {
      requireTrustworthy(Key.ISSUER, issuer.replace(TENANT_PLACEHOLDER, "tenant"));
      return issuer;
    }

    private void requireTrustworthy(Key key, String url) {
      if (!isTrustworthy(absolute(key, url))) {
        throw bad(key, "must be an https URL (http only on a loopback address)");
      }
    }

    private String origin(String origin) {
      URI url = absolute(Key.CORS_ORIGIN, origin);
      if (!(url.getScheme() + "://" + url.getRawAuthority()).equals(origin)
          || url.getRawUserInfo() != null) {
        throw bad(
            Key.CORS_ORIGIN,
            "must be an origin, scheme, host and port only, for example https://bot.example.com");
      }
      return origin;
    }

    private int callbackPort(String port) {
      return (int) number(Key.CALLBACK_PORTS, port, 1, HIGHEST_PORT);
    }

    private Network callbackNetwork(String text) {
      Network network;
      try {
        network = Network.of(text);
      } catch (IllegalArgumentException e) {
        throw bad(
            Key.CALLBACK_NETWORKS,
            "must hold networks in CIDR notation, for example 10.0.0.0/8, separated by commas");
      }
      if (LINK_LOCAL.stream().anyMatch(linkLocal -> linkLocal.contains(network))) {
        throw bad(Key.CALLBACK_NETWORKS, "must not hold link-local networks: they stay refused");
      }
      return network;
    }

    private URI absolute(Key key, String value) {
      try {
        URI url = new URI(value);
        if (url.getHost() != null
            && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
          return url;
        }
      } catch (URISyntaxException e) {
        // Said below, in the same words as for a URL of another kind.
      }
      throw bad(key, "must be an absolute http or https URL");
    }

    private BadSettingException bad(Key key, String rule) {
      // The value is not repeated: a later key may hold a secret.
      return new BadSettingException(
          "setting %s (%s) %s"
              .formatted(PROPERTY_PREFIX + key.text(), ENVIRONMENT_PREFIX + key.name(), rule));
    }
  }
}
