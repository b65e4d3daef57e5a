package dev.switchboard.issuer;

import dev.switchboard.settings.Settings;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Discovery, keys and tokens of one tenant, at the paths where Entra has them. */
@Produces(MediaType.APPLICATION_JSON)
public class TenantEndpoints {

  private final String tenant;
  private final String base;
  private final Settings settings;
  private final DevelopmentIssuer issuer;

  TenantEndpoints(String tenant, String base, Settings settings, DevelopmentIssuer issuer) {
    this.tenant = tenant.toLowerCase(Locale.ROOT);
    this.base = base;
    this.settings = settings;
    this.issuer = issuer;
  }

  /**
   * OpenID Connect Discovery 1.0 section 3; for no tenant in particular the issuer holds a
   * placeholder.
   */
  @GET
  @Path("v2.0/.well-known/openid-configuration")
  public Map<String, Object> configuration() {
    return Map.of(
        "issuer",
        issuerUrl(isGuid() ? tenant : Settings.TENANT_PLACEHOLDER),
        "jwks_uri",
        "%s/%s/discovery/v2.0/keys".formatted(base, tenant),
        "token_endpoint",
        "%s/%s/oauth2/v2.0/token".formatted(base, tenant),
        "grant_types_supported",
        List.of("client_credentials"),
        "token_endpoint_auth_methods_supported",
        List.of("client_secret_post", "client_secret_basic"),
        "id_token_signing_alg_values_supported",
        List.of("RS256"),
        "subject_types_supported",
        List.of("pairwise"),
        "response_types_supported",
        List.of("token"));
  }

  /** The public keys (RFC 7517 section 5). */
  @GET
  @Path("discovery/v2.0/keys")
  public Map<String, Object> keys() {
    return issuer.publicKeys();
  }

  /**
   * A token for an application (RFC 6749 section 4.4). The scope is not looked at: every token is
   * for this service.
   *
   * @return 200 with the token, or an error object of RFC 6749 section 5.2
   */
  @POST
  @Path("oauth2/v2.0/token")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response token(
      @FormParam("grant_type") String grantType,
      @FormParam("client_id") String clientId,
      @FormParam("client_secret") String clientSecret,
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
    if (!isGuid()) {
      return refusal(
          400, "invalid_request", "Ask at /{tenant}/oauth2/v2.0/token with a GUID as tenant.");
    }
    if (grantType == null) {
      return refusal(400, "invalid_request", "Send grant_type=client_credentials as a form.");
    }
    if (!"client_credentials".equals(grantType)) {
      return refusal(400, "unsupported_grant_type", "grant_type must be client_credentials.");
    }
    Optional<DevelopmentClient> client =
        clientId != null
            ? DevelopmentClient.authenticated(clientId, clientSecret)
            : basic(authorization);
    if (client.isEmpty()) {
      return refusal(
          401,
          "invalid_client",
          "client_id must be bot, bot-2, media, reader or guest; client_secret is development.");
    }
    return Response.ok(
            Map.of(
                "token_type",
                "Bearer",
                "expires_in",
                DevelopmentIssuer.LIFETIME.toSeconds(),
                "access_token",
                issuer.token(issuerUrl(tenant), tenant, audience(), client.get())))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  /** Client authentication by RFC 6749 section 2.3.1: both parts are form-encoded. */
  private static Optional<DevelopmentClient> basic(String authorization) {
    if (authorization == null || !authorization.startsWith("Basic ")) {
      return Optional.empty();
    }
    try {
      String pair =
          new String(
              Base64.getDecoder().decode(authorization.substring("Basic ".length()).strip()),
              StandardCharsets.UTF_8);
      String[] parts = pair.split(":", 2);
      return parts.length == 2
          ? DevelopmentClient.authenticated(
              URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
              URLDecoder.decode(parts[1], StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Response refusal(int status, String error, String description) {
    Response.ResponseBuilder response =
        Response.status(status)
            .entity(Map.of("error", error, "error_description", description))
            .header(HttpHeaders.CACHE_CONTROL, "no-store");
    return (status == 401
            ? response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"development\"")
            : response)
        .build();
  }

  /** Any of those that the service accepts. */
  private String audience() {
    return settings.identity().audiences().iterator().next();
  }

  private String issuerUrl(String tenantOrPlaceholder) {
    return "%s/%s/v2.0".formatted(base, tenantOrPlaceholder);
  }

  private boolean isGuid() {
    return tenant.contains("-");
  }
}
