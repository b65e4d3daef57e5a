package dev.switchboard.support;

import static io.restassured.RestAssured.given;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/**
 * One application in one tenant, and the requests it makes.
 *
 * @param url of the service, without a trailing slash
 * @param client the application's id at the development issuer
 * @param tenant its tenant
 * @param tokens where its access tokens come from
 */
public record Api(String url, String client, String tenant, Tokens.Source tokens) {

  private static final RestAssuredConfig PLAIN =
      RestAssuredConfig.config()
          .encoderConfig(
              EncoderConfig.encoderConfig()
                  .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                  .defaultContentCharset("UTF-8"));

  /** With tokens of the development issuer of the service. */
  public Api(String url, String client, String tenant) {
    this(url, client, tenant, Tokens.issuedAt(url));
  }

  /** The application {@code bot} in a tenant of its own, at the shared service. */
  public static Api bot() {
    return new Api(Service.url(), "bot", UUID.randomUUID().toString());
  }

  /** Another application in the same tenant. */
  public Api as(String otherClient) {
    return new Api(url, otherClient, tenant, tokens);
  }

  /** The same application in another tenant. */
  public Api inTenant(String otherTenant) {
    return new Api(url, client, otherTenant, tokens);
  }

  /** A request with token and JSON content type, sent as it is: REST Assured adds nothing to it. */
  public RequestSpecification request() {
    return anonymous().header("Authorization", "Bearer " + token());
  }

  /** The access token that it sends. */
  public String token() {
    return tokens.token(client, tenant);
  }

  /** A request with JSON content type and without token. */
  public RequestSpecification anonymous() {
    return given().config(PLAIN).urlEncodingEnabled(false).contentType("application/json");
  }

  /** The absolute URL of a path below {@code /v1.0}. */
  public String v1(String path) {
    return url + "/v1.0" + path;
  }

  /** Creates a call and returns its absolute URL. */
  public String newCall() {
    return created(
        request()
            .body("{\"callbackUri\":\"https://bot.example/cb\"}")
            .post(v1("/communications/calls")));
  }

  /** Creates an operation of this type in a call and returns its absolute URL. */
  public String newOperation(String callUrl, String type) {
    return newOperationFrom(callUrl, "{\"@odata.type\":\"#microsoft.graph.%s\"}".formatted(type));
  }

  /** Creates an operation from a document and returns its absolute URL. */
  public String newOperationFrom(String callUrl, String document) {
    return created(request().body(document).post(callUrl + "/operations"));
  }

  /** Creates a call with a playPromptOperation in it and returns the operation's absolute URL. */
  public String newOperation() {
    return newOperation(newCall(), "playPromptOperation");
  }

  /** PATCHes a URL. */
  public Response patch(String resourceUrl, String body) {
    return request().body(body).patch(resourceUrl);
  }

  /** GETs a URL. */
  public Response get(String resourceUrl) {
    return request().get(resourceUrl);
  }

  private static String created(Response response) {
    return response.then().statusCode(201).extract().header("Location");
  }
}
