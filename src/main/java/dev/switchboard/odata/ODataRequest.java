package dev.switchboard.odata;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.settings.Settings;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One request as OData sees it, and the answers that fit it: preconditions, preferences,
 * projection, links.
 *
 * <p>Paths of collections are given as they stand in a context URL, for example {@code
 * communications/calls('1')/operations}.
 */
public final class ODataRequest {

  private enum Return {
    UNSAID,
    MINIMAL,
    REPRESENTATION
  }

  private final UriInfo uri;
  private final HttpHeaders headers;
  private final ServiceRoot root;
  private final Precondition precondition;

  private ODataRequest(UriInfo uri, HttpHeaders headers, Settings settings) {
    this.uri = uri;
    this.headers = headers;
    this.root = ServiceRoot.of(uri, settings);
    this.precondition = Precondition.of(headers);
  }

  /**
   * Reads what the headers say.
   *
   * @throws ApiException 400 if a precondition is malformed
   */
  public static ODataRequest of(UriInfo uri, HttpHeaders headers, Settings settings) {
    return new ODataRequest(uri, headers, settings);
  }

  /** The service root that the request came in by. */
  public ServiceRoot root() {
    return root;
  }

  /** {@code If-Match} and {@code If-None-Match}. */
  public Precondition precondition() {
    return precondition;
  }

  /**
   * The preconditions of a write; {@code etag} is the body's {@code @odata.etag}. From OData 4.01
   * on it binds like {@code If-Match} (Protocol 11.4.3); in 4.0 it is ignored.
   */
  public Precondition precondition(Optional<String> etag) {
    boolean binds = "4.01".equals(headers.getHeaderString("OData-Version"));
    return binds && etag.isPresent() ? precondition.andBody(etag.get()) : precondition;
  }

  /**
   * Refuses every system query option, for requests that take none.
   *
   * @throws ApiException 501 if there is one
   */
  public void takesNoQueryOptions() {
    QueryOptions.of(uri.getQueryParameters(), Set.of());
  }

  /**
   * The projection of an answer.
   *
   * @throws ApiException 400 or 501 if it, or another query option, cannot be honoured
   */
  public Select select() {
    return select(QueryOptions.of(uri.getQueryParameters(), Set.of(QueryOptions.SELECT)));
  }

  /**
   * The projection of the answer to an update; empty if the client asks for a shape that the
   * service cannot write, which must not fail the update (OData 4.01 Protocol 11.4.1.5): it is then
   * answered without content.
   *
   * @throws ApiException 400 if {@code $select} is malformed, 501 for an option that means nothing
   *     on an update
   */
  public Optional<Select> selectOfUpdate() {
    QueryOptions options =
        QueryOptions.of(uri.getQueryParameters(), Set.of(QueryOptions.SELECT, QueryOptions.EXPAND));
    if (options.value(QueryOptions.EXPAND).isPresent()) {
      return Optional.empty();
    }
    try {
      return Optional.of(select(options));
    } catch (ApiException e) {
      if (e.code() == ErrorCode.NOT_IMPLEMENTED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * A page that a list request asks for.
   *
   * @param select the projection
   * @param after the id after which the page starts
   */
  public record PageRequest(Select select, UUID after) {}

  /**
   * The page of a list request.
   *
   * @throws ApiException 400 or 501 if a query option cannot be honoured
   */
  public PageRequest page() {
    QueryOptions options =
        QueryOptions.of(
            uri.getQueryParameters(), Set.of(QueryOptions.SELECT, QueryOptions.SKIP_TOKEN));
    return new PageRequest(
        select(options),
        options.value(QueryOptions.SKIP_TOKEN).map(Page::after).orElse(Page.BEFORE_ALL));
  }

  /** 200 with the entity, or 304 if the client has it already. */
  public Response read(String collection, Select select, EntityView entity) {
    precondition.requireMatchFor(entity.etag());
    if (precondition.notModified(entity.etag())) {
      return Response.notModified().header(HttpHeaders.ETAG, entity.etag()).build();
    }
    return withBody(Response.ok(), collection, select, entity).build();
  }

  /**
   * 201 with the entity and its absolute {@code Location}, or 204 if the client prefers no content.
   */
  public Response created(String collection, URI location, Select select, EntityView entity) {
    Return preference = preference();
    Response.ResponseBuilder response =
        preference == Return.MINIMAL
            ? Response.noContent()
                .header(HttpHeaders.ETAG, entity.etag())
                .header("OData-EntityId", location)
            : withBody(Response.status(Response.Status.CREATED), collection, select, entity);
    return applied(response.location(location), preference).build();
  }

  /** 200 with the entity; 204 if the client prefers no content or {@code select} is empty. */
  public Response updated(String collection, Optional<Select> select, EntityView entity) {
    Return preference = preference();
    // A projection asks for a representation (OData 4.01 Protocol 8.2.8.7).
    boolean content =
        select.isPresent() && (preference != Return.MINIMAL || select.get() != Select.ALL);
    if (!content) {
      Response.ResponseBuilder response =
          Response.noContent().header(HttpHeaders.ETAG, entity.etag());
      return applied(response, preference == Return.MINIMAL ? preference : Return.UNSAID).build();
    }
    Response.ResponseBuilder response = withBody(Response.ok(), collection, select.get(), entity);
    return applied(response, preference == Return.MINIMAL ? Return.UNSAID : preference).build();
  }

  /** 200 with one page and the link to the next. */
  public Response page(String collection, Select select, Page<? extends EntityView> page) {
    return Response.ok(
            new CollectionBody(
                root.context(collection + select.contextSuffix()),
                select,
                page.items(),
                page.next() == null ? null : nextLink(page.next())))
        .build();
  }

  /**
   * The URL of this request with another {@code $skiptoken}; all other options stay as they are.
   */
  private String nextLink(String token) {
    String path = uri.getPath();
    String relative = path.startsWith("/") ? path.substring(1) : path;
    String query = uri.getRequestUri().getRawQuery();
    return root.resource(relative.substring(relative.indexOf('/') + 1))
        + "?"
        + Stream.concat(
                QueryOptions.rawWithout(QueryOptions.SKIP_TOKEN, query),
                Stream.of(QueryOptions.SKIP_TOKEN + "=" + token))
            .collect(Collectors.joining("&"));
  }

  private static Select select(QueryOptions options) {
    return options.value(QueryOptions.SELECT).map(Select::parse).orElse(Select.ALL);
  }

  private Response.ResponseBuilder withBody(
      Response.ResponseBuilder response, String collection, Select select, EntityView entity) {
    String context = root.context(collection + select.contextSuffix() + "/$entity");
    return response
        .header(HttpHeaders.ETAG, entity.etag())
        .entity(new EntityBody(context, select, entity));
  }

  private static Response.ResponseBuilder applied(
      Response.ResponseBuilder response, Return preference) {
    return preference == Return.UNSAID
        ? response
        : response.header(
            "Preference-Applied", "return=" + preference.name().toLowerCase(Locale.ROOT));
  }

  /** The first {@code return} preference (RFC 7240 section 2); unknown preferences are ignored. */
  private Return preference() {
    List<String> values = headers.getRequestHeader("Prefer");
    if (values == null) {
      return Return.UNSAID;
    }
    for (String item : String.join(",", values).split(",", -1)) {
      switch (item.split(";", 2)[0].replace(" ", "").replace("\"", "").toLowerCase(Locale.ROOT)) {
        case "return=minimal" -> {
          return Return.MINIMAL;
        }
        case "return=representation" -> {
          return Return.REPRESENTATION;
        }
        default -> {}
      }
    }
    return Return.UNSAID;
  }
}
