package dev.switchboard.support;

import static io.restassured.RestAssured.given;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens of the development issuer, as a client gets them: by its token endpoint. */
public final class Tokens {

  /** Where the tokens of an application in a tenant come from. */
  @FunctionalInterface
  public interface Source {

    /** A valid token. */
    String token(String client, String tenant);
  }

  private static final Map<String, String> CACHE = new ConcurrentHashMap<>();

  private Tokens() {}

  /** The development issuer of the service at a URL. */
  public static Source issuedAt(String url) {
    return (client, tenant) -> of(url, client, tenant);
  }

  /** A token of the shared service. */
  public static String of(String client, String tenant) {
    return of(Service.url(), client, tenant);
  }

  /** A token of the service at a URL. */
  public static String of(String url, String client, String tenant) {
    return CACHE.computeIfAbsent(
        url + " " + client + " " + tenant,
        key ->
            given()
                .formParam("grant_type", "client_credentials")
                .formParam("client_id", client)
                .formParam("client_secret", "development")
                .formParam("scope", "api://switchboard/.default")
                .post(url + "/" + tenant + "/oauth2/v2.0/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token"));
  }
}
