package dev.switchboard.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.switchboard.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;

/**
 * The keys that an issuer publishes, found by OpenID Connect Discovery 1.0 section 4. Which
 * addresses are asked follows from the settings and from what the issuer says there, never from a
 * token; redirects are not followed.
 */
final class DiscoveredKeys implements IssuerKeys.Source {

  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  /** Beyond any key set; a longer answer is not read. */
  private static final int MOST_BYTES = 256 * 1024;

  /** The tenant under which an issuer for many tenants publishes its documents, as Entra does. */
  private static final String ANY_TENANT = "common";

  private final String issuer;
  private final HttpClient http;

  /** Keys of the issuer of this URL, which may hold {@link Settings#TENANT_PLACEHOLDER}. */
  DiscoveredKeys(String issuer, HttpClient http) {
    this.issuer = issuer;
    this.http = http;
  }

  /** Waits at most 3 s for an answer to begin. */
  static HttpClient httpClient() {
    return HttpClient.newBuilder()
        .connectTimeout(TIMEOUT)
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  @Override
  public JWKSet fetch() throws KeySourceException {
    URI discovery =
        URI.create(
            withoutSlash(issuer.replace(Settings.TENANT_PLACEHOLDER, ANY_TENANT))
                + "/.well-known/openid-configuration");
    try {
      Map<String, Object> document = JSONObjectUtils.parse(get(discovery));
      if (!issuer.equals(JSONObjectUtils.getString(document, "issuer"))) {
        throw new KeySourceException(
            "the discovery document at %s names another issuer".formatted(discovery));
      }
      URI keys = JSONObjectUtils.getURI(document, "jwks_uri");
      if (keys == null || !Settings.isTrustworthy(keys)) {
        throw new KeySourceException(
            "the discovery document at %s names no https address of keys".formatted(discovery));
      }
      return JWKSet.parse(get(keys));
    } catch (IOException | ParseException | IllegalArgumentException e) {
      throw new KeySourceException("no keys by the discovery document at " + discovery, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KeySourceException("interrupted while asking " + discovery, e);
    }
  }

  private String get(URI address) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .header("Accept", "application/json")
            .build();
    HttpResponse<InputStream> answer =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != 200) {
        throw new IOException("%s answered %d".formatted(address, answer.statusCode()));
      }
      byte[] bytes = body.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("%s answered too much".formatted(address));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
