package dev.switchboard.odata;

import dev.switchboard.edm.Property;
import dev.switchboard.edm.Schema;
import dev.switchboard.edm.StructuredType;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.query.Columns;
import dev.switchboard.query.Expansion;
import dev.switchboard.query.ListQuery;
import dev.switchboard.query.Page;
import dev.switchboard.query.PageTokens;
import dev.switchboard.query.QueryOptions;
import dev.switchboard.query.Select;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One request as OData sees it, and the answers that fit it: preconditions, preferences, query
 * options, links.
 *
 * <p>Paths of collections are given as they stand in a context URL, for example {@code
 * communications/calls('1')/operations}.
 */
public final class ODataRequest {

  private final RequestHead head;
  private final Precondition precondition;
  private final Preferences preferences;
  private final MetadataLevel level;
  private final Schema schema;
  private final PageTokens tokens;

  ODataRequest(RequestHead head, Schema schema, PageTokens tokens) {
    this.head = head;
    this.precondition = Precondition.of(head);
    this.preferences = Preferences.of(head.header("Prefer"));
    this.level = head.choosesFormat() ? MetadataLevel.MINIMAL : head.level();
    this.schema = schema;
    this.tokens = tokens;
  }

  /** The service root that the request came in by. */
  public ServiceRoot root() {
    return head.root();
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
    return head.is401() && etag.isPresent() ? precondition.andBody(etag.get()) : precondition;
  }

  /**
   * Refuses every system query option, for requests that take none.
   *
   * @throws ApiException 501 if there is one
   */
  public void takesNoQueryOptions() {
    options(Set.of());
  }

  /**
   * Refuses preconditions, for requests that they cannot be about.
   *
   * @throws ApiException 400 if there is one
   */
  public void takesNoPrecondition() {
    for (String name : List.of(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH)) {
      if (!head.header(name).isEmpty()) {
        throw ApiException.badRequest(name, name + " has no meaning here.");
      }
    }
  }

  /** Whether nothing more is to be done once a part of the request has failed. */
  public boolean stopsOnError() {
    return preferences.stopsOnError();
  }

  /**
   * What is wanted of an entity.
   *
   * @param columns where its members are stored
   * @throws ApiException 400 or 501 if it, or another query option, cannot be honoured
   */
  public Projection projection(Columns columns) {
    QueryOptions options = options(Set.of(QueryOptions.SELECT, QueryOptions.EXPAND));
    return new Projection(
        Select.of(options, columns.entity(), schema),
        Expansion.of(options, columns, schema, tokens));
  }

  /**
   * What is wanted of the entity that an update leaves; empty if the client asks for a shape that
   * the service cannot write, which must not fail the update (OData 4.01 Protocol 11.4.1.5): it is
   * then answered without content.
   *
   * @throws ApiException 400 if {@code $select} is malformed, 501 for an option that means nothing
   *     on an update
   */
  public Optional<Projection> projectionOfUpdate(Columns columns) {
    QueryOptions options = options(Set.of(QueryOptions.SELECT, QueryOptions.EXPAND));
    try {
      return options.value(QueryOptions.EXPAND).isPresent()
          ? Optional.empty()
          : Optional.of(
              new Projection(Select.of(options, columns.entity(), schema), Optional.empty()));
    } catch (ApiException e) {
      if (e.code() == ErrorCode.NOT_IMPLEMENTED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * What of an entity is written.
   *
   * @param select which members
   * @param expansion which of its collections, and what of them
   */
  public record Projection(Select select, Optional<Expansion> expansion) {}

  /**
   * What a list request wants.
   *
   * @param columns where the members of the entities are stored
   * @param cast the type that the path names, if it does
   * @param owner whose list it is, and where it stands
   * @throws ApiException 400 or 501 if a query option cannot be honoured
   */
  public ListQuery list(Columns columns, Optional<StructuredType> cast, String owner) {
    return ListQuery.of(
        options(ListQuery.OPTIONS),
        new ListQuery.Collection(columns, schema, cast, owner),
        tokens,
        preferences.pageSize().isPresent()
            ? ListQuery.Size.USUAL.atMost(preferences.pageSize().getAsInt())
            : ListQuery.Size.USUAL);
  }

  /**
   * What a request for the number of entities wants to be counted (OData 4.01 Protocol 11.2.10).
   *
   * @throws ApiException 400 or 501 if a query option cannot be honoured
   */
  public ListQuery counted(Columns columns, Optional<StructuredType> cast, String owner) {
    return ListQuery.of(
        options(ListQuery.OPTIONS_OF_COUNT),
        new ListQuery.Collection(columns, schema, cast, owner),
        tokens,
        ListQuery.Size.USUAL);
  }

  private QueryOptions options(Set<String> supported) {
    Set<String> all = new TreeSet<>(supported);
    // Judged before any of the others.
    all.add(QueryOptions.FORMAT);
    return QueryOptions.of(head.parameters(), all);
  }

  // ---- answers

  /** 200 with the entity, or 304 if the client has it already. */
  public Response read(String collection, Projection projection, EntityView entity) {
    precondition.requireMatchFor(entity.etag());
    if (precondition.notModified(entity.etag())) {
      return Response.notModified().header(HttpHeaders.ETAG, entity.etag()).build();
    }
    return withBody(Response.ok(), collection, projection, entity).build();
  }

  /**
   * 201 with the entity and its absolute {@code Location}, or 204 if the client prefers no content.
   */
  public Response created(
      String collection, URI location, Projection projection, EntityView entity) {
    boolean content = !preferences.wantsNoContent();
    Response.ResponseBuilder response =
        content
            ? withBody(Response.status(Response.Status.CREATED), collection, projection, entity)
            : Response.noContent()
                .header(HttpHeaders.ETAG, entity.etag())
                .header("OData-EntityId", location);
    return preferences.appliedToWrite(response.location(location), content).build();
  }

  /**
   * The success of an action, with the entity that it answers and where that stands; 204 if the
   * client prefers no content (OData 4.01 Protocol 11.5.5).
   *
   * @param status 200, or 202 if the action is not yet done
   */
  public Response acted(int status, String collection, URI location, EntityView entity) {
    boolean content = !preferences.wantsNoContent();
    Response.ResponseBuilder response =
        content
            ? withBody(
                Response.status(status),
                collection,
                new Projection(Select.ALL, Optional.empty()),
                entity)
            : Response.noContent().header(HttpHeaders.ETAG, entity.etag());
    return preferences.appliedToWrite(response.location(location), content).build();
  }

  /** 200 with the entity; 204 if the client prefers no content or {@code projection} is empty. */
  public Response updated(String collection, Optional<Projection> projection, EntityView entity) {
    // A projection asks for a representation (OData 4.01 Protocol 8.2.8.7).
    boolean content =
        projection.isPresent()
            && (!preferences.wantsNoContent() || projection.get().select() != Select.ALL);
    Response.ResponseBuilder response =
        content
            ? withBody(Response.ok(), collection, projection.get(), entity)
            : Response.noContent().header(HttpHeaders.ETAG, entity.etag());
    return preferences.appliedToWrite(response, content).build();
  }

  /**
   * 200 with a property of an entity, 204 if it is null, or 304 if the client has the entity as it
   * is (OData 4.01 Protocol 11.2.6, 11.2.7).
   *
   * @throws ApiException 404 if the entity has no such property
   */
  public Response property(String collection, PropertyPath path, EntityView entity) {
    precondition.requireMatchFor(entity.etag());
    path.requireIn(entity.members(), typeOf(entity));
    Response.ResponseBuilder response =
        precondition.notModified(entity.etag())
            ? Response.notModified()
            : propertyOf(collection, path, entity);
    return preferences.appliedToRead(response.header(HttpHeaders.ETAG, entity.etag())).build();
  }

  /**
   * The same after an update of the property: 204 also if the client prefers no content (OData 4.01
   * Protocol 11.4.9).
   */
  public Response updatedProperty(String collection, PropertyPath path, EntityView entity) {
    boolean content = !preferences.wantsNoContent() && path.in(entity.members()).isPresent();
    Response.ResponseBuilder response =
        content ? propertyOf(collection, path, entity) : Response.noContent();
    return preferences
        .appliedToWrite(response.header(HttpHeaders.ETAG, entity.etag()), content)
        .build();
  }

  private Response.ResponseBuilder propertyOf(
      String collection, PropertyPath path, EntityView entity) {
    StructuredType type = typeOf(entity);
    Optional<Property> declared = path.declared(type);
    Select select = select(declared);
    Object value = path.in(entity.members()).orElse(null);
    if (path.suffix() != PropertyPath.Suffix.NONE) {
      return plain(path, value);
    }
    if (value == null) {
      return Response.noContent();
    }
    // A property of a derived type is reached by a cast (OData 4.01 URL Conventions 4.11).
    boolean derived =
        declared.isPresent()
            && type.base().isPresent()
            && type.declared().stream().anyMatch(own -> own.name().equals(path.names().get(0)))
            && type.base().get().base().isPresent();
    String context =
        "%s('%s')%s/%s%s"
            .formatted(
                collection,
                entity.id(),
                derived ? "/" + type.qualifiedName() : "",
                path.context(),
                select.context().isEmpty() ? "" : "(" + select.context() + ")");
    return Response.ok(new PropertyBody(root().context(context), level, value, declared, select));
  }

  private Select select(Optional<Property> declared) {
    if (declared.isPresent()
        && !declared.get().collection()
        && declared.get().type() instanceof StructuredType complex) {
      return Select.of(options(Set.of(QueryOptions.SELECT)), complex, schema);
    }
    takesNoQueryOptions();
    return Select.ALL;
  }

  private static Response.ResponseBuilder plain(PropertyPath path, Object value) {
    boolean count = path.suffix() == PropertyPath.Suffix.COUNT;
    boolean collection = value instanceof JsonArray;
    if (count != collection || value instanceof Map<?, ?>) {
      throw PropertyPath.notFound();
    }
    if (value == null) {
      return Response.noContent();
    }
    String text =
        value instanceof JsonArray array
            ? Integer.toString(array.size())
            : value instanceof JsonString string ? string.getString() : value.toString();
    return Response.ok(text, MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8"));
  }

  private StructuredType typeOf(EntityView entity) {
    return schema.structured(Schema.NAMESPACE + "." + entity.type()).orElseThrow();
  }

  /** 200 with one page and the link to the next. */
  public Response page(String collection, ListQuery query, Page<? extends EntityView> page) {
    CollectionContent content =
        new CollectionContent(
            page.items().stream()
                .map(entity -> content(collection, projection(query), entity))
                .toList(),
            page.count(),
            page.next() == null ? null : nextLink(page.next()));
    return preferences
        .appliedToPage(
            Response.ok(
                new CollectionBody(
                    root().context(collection + suffix(projection(query))), level, content)))
        .build();
  }

  /** 200 with a singleton of the model. */
  public Response singleton(String name) {
    StructuredType type =
        schema.singletons().stream()
            .filter(singleton -> singleton.name().equals(name))
            .findFirst()
            .orElseThrow()
            .type();
    return Response.ok(
            new SingletonBody(root().context(name), level, type, root().resource(name).toString()))
        .build();
  }

  /**
   * 200 with what a function returned: objects whose type is no part of the model (CSDL 4.01
   * section 4.5).
   */
  public Response objects(JsonArray objects) {
    return Response.ok(
            new PropertyBody(
                root().context("Collection(Edm.ComplexType)"),
                level,
                objects,
                Optional.empty(),
                Select.ALL))
        .build();
  }

  /** 200 with a number alone. */
  public Response count(long count) {
    return Response.ok(Long.toString(count), MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8"))
        .build();
  }

  /** 200 with the answers to the requests of a batch. */
  public Response batch(Object answers) {
    return preferences.appliedToBatch(Response.ok(answers, MediaType.APPLICATION_JSON)).build();
  }

  private static Projection projection(ListQuery query) {
    return new Projection(query.select(), query.expansion());
  }

  private Response.ResponseBuilder withBody(
      Response.ResponseBuilder response,
      String collection,
      Projection projection,
      EntityView entity) {
    String context = root().context(collection + suffix(projection) + "/$entity");
    return response
        .header(HttpHeaders.ETAG, entity.etag())
        .entity(new EntityBody(context, level, content(collection, projection, entity)));
  }

  private EntityContent content(String collection, Projection projection, EntityView entity) {
    String path = "%s('%s')".formatted(collection, entity.id());
    return new EntityContent(
        entity,
        typeOf(entity),
        projection.select(),
        root().resource(path).toString(),
        projection.expansion().map(expansion -> expanded(path, expansion, entity)));
  }

  private EntityContent.Expanded expanded(String path, Expansion expansion, EntityView entity) {
    String collection = path + "/" + expansion.property();
    ListQuery query = expansion.of("");
    Page<? extends EntityView> page = entity.expanded().orElseThrow();
    return new EntityContent.Expanded(
        expansion.property(),
        root().context(collection + suffix(projection(query))),
        new CollectionContent(
            page.items().stream()
                .map(inner -> content(collection, projection(query), inner))
                .toList(),
            page.count(),
            page.next() == null
                ? null
                : root().resource(path) + "/" + expansion.link(page.next())));
  }

  /** The part of a context URL that tells the projection (OData 4.01 Protocol 10.7 to 10.10). */
  private static String suffix(Projection projection) {
    String members =
        Stream.of(
                projection.select().context(),
                projection.expansion().map(Expansion::context).orElse(""))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(","));
    return members.isEmpty() ? "" : "(" + members + ")";
  }

  /**
   * The URL of this request with another {@code $skiptoken}; all other options stay as they are.
   */
  private String nextLink(String token) {
    return root().resource(head.path())
        + "?"
        + Stream.concat(
                QueryOptions.rawWithout(QueryOptions.SKIP_TOKEN, head.rawQuery()),
                Stream.of(QueryOptions.SKIP_TOKEN + "=" + token))
            .collect(Collectors.joining("&"));
  }
}
