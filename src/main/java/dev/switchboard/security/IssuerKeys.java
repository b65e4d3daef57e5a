package dev.switchboard.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import dev.switchboard.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The signing keys of the issuer, found by OpenID Connect Discovery 1.0 section 4 and kept by
 * nimbus-jose-jwt: cached, fetched again for an unknown key at most every 30 s by one thread, still
 * used for a day while the issuer is away. Which address is asked follows from the settings alone,
 * never from a token.
 */
@ApplicationScoped
public class IssuerKeys implements JWKSource<SecurityContext> {

  private static final int TIMEOUT_MILLIS = 3_000;
  private static final int MOST_BYTES = 256 * 1024;
  private static final long OUTAGE_MILLIS = Duration.ofHours(24).toMillis();

  /**
   * The tenant under which an issuer for many tenants publishes its discovery document, as Entra
   * does.
   */
  private static final String ANY_TENANT = "common";

  private Settings settings;
  private ResourceRetriever http;
  private volatile JWKSource<SecurityContext> source;
  private volatile boolean haveBeenFetched;

  /** For the container's proxy. */
  protected IssuerKeys() {}

  @Inject
  IssuerKeys(Settings settings) {
    this.settings = settings;
    this.http = new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_BYTES);
  }

  @Override
  public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
    JWKSource<SecurityContext> known = source;
    try {
      List<JWK> keys = (known == null ? discover() : known).get(selector, context);
      haveBeenFetched = true;
      return keys;
    } catch (RateLimitReachedException e) {
      if (haveBeenFetched) {
        // The issuer was asked for an unknown key just now; this token names another one.
        return List.of();
      }
      throw e;
    }
  }

  private synchronized JWKSource<SecurityContext> discover() throws KeySourceException {
    if (source == null) {
      source =
          JWKSourceBuilder.create(keysUrl(), http)
              .retrying(true)
              .outageTolerant(OUTAGE_MILLIS)
              .build();
    }
    return source;
  }

  private URL keysUrl() throws KeySourceException {
    String issuer = settings.issuer().orElseThrow();
    String address =
        issuer.replace(Settings.TENANT_PLACEHOLDER, ANY_TENANT).replaceAll("/+$", "")
            + "/.well-known/openid-configuration";
    try {
      Resource answer = http.retrieveResource(URI.create(address).toURL());
      Map<String, Object> document = JSONObjectUtils.parse(answer.getContent());
      if (!issuer.equals(JSONObjectUtils.getString(document, "issuer"))) {
        throw new KeySourceException(
            "the discovery document at %s names another issuer".formatted(address));
      }
      URI keys = JSONObjectUtils.getURI(document, "jwks_uri");
      if (keys == null) {
        throw new KeySourceException(
            "the discovery document at %s names no keys".formatted(address));
      }
      return keys.toURL();
    } catch (IOException | ParseException | IllegalArgumentException e) {
      throw new KeySourceException("no discovery document at " + address, e);
    }
  }
}
