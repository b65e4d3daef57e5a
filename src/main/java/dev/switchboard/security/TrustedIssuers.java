package dev.switchboard.security;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.switchboard.settings.Settings;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** The issuers of the settings, and no others: a token cannot add one. */
@ApplicationScoped
class TrustedIssuers {

  private List<TrustedIssuer> issuers;
  private Set<String> tenants;

  /** For the container's proxy. */
  protected TrustedIssuers() {}

  @Inject
  TrustedIssuers(Settings settings, ManagedExecutorService executor, Clock clock) {
    this(settings, (Executor) executor, clock);
  }

  /** With any executor to fetch keys in. */
  TrustedIssuers(Settings settings, Executor executor, Clock clock) {
    HttpClient http = DiscoveredKeys.httpClient();
    this.tenants = settings.identity().tenants();
    this.issuers =
        settings.identity().issuers().stream()
            .map(
                url ->
                    new TrustedIssuer(
                        url,
                        settings.identity().audiences(),
                        new IssuerKeys(new DiscoveredKeys(url, http), executor, clock),
                        clock))
            .toList();
  }

  boolean isEmpty() {
    return issuers.isEmpty();
  }

  /** The issuer that the claims name for this tenant. */
  Optional<TrustedIssuer> named(JWTClaimsSet claims, String tenant) {
    return issuers.stream().filter(issuer -> issuer.isNamedBy(claims, tenant)).findFirst();
  }

  /** Whether a tenant is one that this service is for. */
  boolean serve(String tenant) {
    return tenants.isEmpty() || tenants.contains(tenant);
  }
}
