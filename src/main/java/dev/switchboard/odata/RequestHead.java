package dev.switchboard.odata;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.query.QueryOptions;
import dev.switchboard.settings.Settings;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What OData reads of a request besides its body, wherever it comes from: a connection, or a batch.
 *
 * @param root the service root that it came in by
 * @param path below the root, percent-encoded, without a leading slash, in the spelling of {@link
 *     ODataPathFilter}
 * @param rawQuery percent-encoded; null for none
 * @param headers their values by their names, whose letter case does not matter
 */
public record RequestHead(
    ServiceRoot root, String path, String rawQuery, Map<String, List<String>> headers) {

  /** The last segment of the path to a raw value (OData 4.01 URL Conventions 4.7). */
  static final String RAW_VALUE = "$value";

  private static final Pattern NOT_IN_A_QUERY =
      Pattern.compile("[^!$%&'()*+,\\-./0-9:;=?@A-Z_a-z~]+");

  private static final Set<String> READABLE_VERSIONS = Set.of("4.0", "4.01");

  public RequestHead {
    Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    headers = copy;
  }

  /** The head of a request that came over a connection. */
  static RequestHead of(ContainerRequestContext request, Settings settings) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(request.getHeaders());
    headers.put(
        HttpHeaders.ACCEPT,
        Collections.list(HeaderFilter.received(request).getHeaders(HttpHeaders.ACCEPT)));
    URI uri = request.getUriInfo().getRequestUri();
    return new RequestHead(
        ServiceRoot.of(request.getUriInfo(), settings),
        belowRoot(uri.getRawPath()),
        uri.getRawQuery(),
        headers);
  }

  /**
   * The head of a request that stands in another one.
   *
   * @param root that of the other one
   * @param url below the root, percent-encoded, without a leading slash
   * @throws ApiException 400 if the URL is malformed, 501 as for {@link ODataPathFilter}
   */
  public static RequestHead within(
      ServiceRoot root, String url, Map<String, List<String>> headers) {
    String[] parts = url.split("\\?", 2);
    if (url.indexOf('#') >= 0) {
      throw ApiException.badRequest("url", "url must not have a fragment.");
    }
    return new RequestHead(
        root,
        belowRoot(ODataPathFilter.canonicalPath("/" + root.version() + "/" + parts[0])),
        parts.length == 2 ? encoded(parts[1]) : null,
        headers);
  }

  /**
   * What HTTP would not have let through, percent-encoded: links to further pages repeat a query
   * (RFC 3986 section 3.4).
   */
  private static String encoded(String query) {
    return NOT_IN_A_QUERY
        .matcher(query)
        .replaceAll(
            found -> URLEncoder.encode(found.group(), StandardCharsets.UTF_8).replace("+", "%20"));
  }

  /** What stands behind the first segment of a path. */
  private static String belowRoot(String rawPath) {
    int begin = 0;
    while (begin < rawPath.length() && rawPath.charAt(begin) == '/') {
      begin++;
    }
    int slash = rawPath.indexOf('/', begin);
    return slash < 0 ? "" : rawPath.substring(slash + 1);
  }

  /** The values of a header, none if it was not sent. */
  public List<String> header(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** The parameters of the query, decoded. */
  Map<String, List<String>> parameters() {
    return QueryOptions.parameters(rawQuery);
  }

  /**
   * Checks what holds for every request: versions (OData 4.01 Protocol 8.1.5, 8.2.7), isolation
   * (8.2.6) and format (8.2.1). Nothing is done for a client that could not read the answer.
   *
   * @throws ApiException 400 for a version that is not spoken, 406 for another format, 412 if
   *     isolation is asked for
   */
  public void requireAnswerable() {
    if (!isReadable("OData-Version")) {
      throw ApiException.badRequest("OData-Version", "OData-Version must be 4.0 or 4.01.");
    }
    if (!isReadable("OData-MaxVersion")) {
      throw ApiException.badRequest(
          "OData-MaxVersion", "This service answers in OData 4.0; OData-MaxVersion must allow it.");
    }
    for (String name : List.of("Isolation", "OData-Isolation")) {
      if (!header(name).isEmpty()) {
        throw ApiException.of(
            ErrorCode.PRECONDITION_FAILED, "Snapshot isolation is not supported.", name);
      }
    }
    if (!choosesFormat()) {
      level();
    }
  }

  private boolean isReadable(String versionHeader) {
    List<String> values = header(versionHeader);
    return values.isEmpty() || READABLE_VERSIONS.contains(String.join(",", values).strip());
  }

  /** Whether the body is to be read by the rules of OData 4.01, not by those of 4.0. */
  boolean is401() {
    return header("OData-Version").stream().anyMatch(version -> version.strip().equals("4.01"));
  }

  /** Whether it asks for what has another format, or more than one, to choose from. */
  boolean choosesFormat() {
    return path.equals(ServiceRoot.METADATA)
        || path.endsWith("/" + QueryOptions.COUNT)
        || path.endsWith("/" + RAW_VALUE);
  }

  /**
   * The level of control information that is asked for: by {@code $format}, which wins (OData 4.01
   * Protocol 11.2.12), or by {@code Accept}.
   *
   * @throws ApiException 406 if another format is asked for
   */
  MetadataLevel level() {
    Optional<String> format = QueryOptions.valueIn(parameters(), QueryOptions.FORMAT);
    if (format.isPresent()) {
      return ResponseFormat.JSON
          .levelMeantBy(format.get())
          .orElseThrow(() -> notAcceptable(QueryOptions.FORMAT));
    }
    List<String> accept = header(HttpHeaders.ACCEPT);
    if (ResponseFormat.JSON.quality(accept) == 0) {
      throw notAcceptable(HttpHeaders.ACCEPT);
    }
    return ResponseFormat.JSON.level(accept);
  }

  private static ApiException notAcceptable(String target) {
    return ApiException.of(
        ErrorCode.NOT_ACCEPTABLE,
        "%s must allow application/json; of its parameters odata.metadata, odata.streaming, IEEE754Compatible=false and charset=utf-8 are supported."
            .formatted(target),
        target);
  }
}
