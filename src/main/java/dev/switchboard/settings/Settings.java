package dev.switchboard.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
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
 * @param baseUrl scheme, host and port under which clients reach the service, without a trailing
 *     slash; empty: as the request says
 * @param issuer the OpenID Connect issuer whose tokens are accepted; may hold {@code {tenantid}},
 *     as Entra's does
 * @param audience the {@code aud} that a token must carry
 * @param openTypes whether undeclared members of open types are kept (OData 4.01 Protocol 11.4.1.3)
 *     or refused
 * @param statusCasing spelling of {@code operationStatus} in answers
 * @param requireIfMatch whether PATCH and DELETE without {@code If-Match} answer 428
 * @param lockTimeout how long a request waits for another writer of the same row before it answers
 *     503
 */
public record Settings(
    Mode mode,
    Path dataDir,
    Optional<URI> baseUrl,
    Optional<String> issuer,
    String audience,
    boolean openTypes,
    StatusCasing statusCasing,
    boolean requireIfMatch,
    Duration lockTimeout) {

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

  /** The placeholder in {@link #issuer()} that stands for the token's {@code tid}. */
  public static final String TENANT_PLACEHOLDER = "{tenantid}";

  private static final String PROPERTY_PREFIX = "switchboard.";
  private static final String ENVIRONMENT_PREFIX = "SWITCHBOARD_";
  private static final String DEVELOPMENT_BASE_URL = "http://localhost:8080";

  private enum Key {
    MODE("production"),
    DATA_DIR("./data"),
    BASE_URL(null),
    ISSUER(null),
    AUDIENCE("api://switchboard"),
    OPEN_TYPES("true"),
    STATUS_CASING("pascal"),
    REQUIRE_IF_MATCH("false"),
    LOCK_TIMEOUT_SECONDS("5");

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
    Optional<String> issuer = values.issuer();
    if (mode == Mode.DEVELOPMENT && issuer.isEmpty()) {
      // The service's own issuer, reached like any other: by HTTP, with discovery and keys.
      issuer =
          Optional.of(
              baseUrl.map(URI::toString).orElse(DEVELOPMENT_BASE_URL)
                  + "/"
                  + TENANT_PLACEHOLDER
                  + "/v2.0");
    }
    return new Settings(
        mode,
        values.path(Key.DATA_DIR),
        baseUrl,
        issuer,
        values.text(Key.AUDIENCE),
        values.bool(Key.OPEN_TYPES),
        values.oneOf(Key.STATUS_CASING, StatusCasing.values()),
        values.bool(Key.REQUIRE_IF_MATCH),
        Duration.ofSeconds(values.number(Key.LOCK_TIMEOUT_SECONDS, 1, 60)));
  }

  /**
   * The names of all keys, as they follow {@code switchboard.}, in the order of their declaration.
   */
  public static List<String> keys() {
    return Arrays.stream(Key.values()).map(Key::text).toList();
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
      try {
        long value = Long.parseLong(text(key));
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

    private Optional<String> issuer() {
      if (!given.containsKey(Key.ISSUER)) {
        return Optional.empty();
      }
      String issuer = text(Key.ISSUER);
      URI url = absolute(Key.ISSUER, issuer.replace(TENANT_PLACEHOLDER, "tenant"));
      if (!"https".equals(url.getScheme()) && !isLoopback(url.getHost())) {
        throw bad(Key.ISSUER, "must be an https URL (http only on a loopback address)");
      }
      return Optional.of(issuer);
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

    private static boolean isLoopback(String host) {
      return host.equals("localhost")
          || host.equals("[::1]")
          || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    private BadSettingException bad(Key key, String rule) {
      // The value is not repeated: a later key may hold a secret.
      return new BadSettingException(
          "setting %s (%s) %s"
              .formatted(PROPERTY_PREFIX + key.text(), ENVIRONMENT_PREFIX + key.name(), rule));
    }
  }
}
