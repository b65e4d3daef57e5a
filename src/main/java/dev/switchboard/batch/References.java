package dev.switchboard.batch;

import dev.switchboard.batch.BatchRequest.Item;
import dev.switchboard.error.ApiException;
import dev.switchboard.json.ClientText;
import dev.switchboard.odata.ServiceRoot;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a request of a batch says of others before it, put in place: {@code $id} as the first
 * segment of its URL and as the value of a precondition (OData JSON 4.01 sections 19.2, 19.3).
 *
 * @param root the service root of the batch
 * @param item the request
 * @param targets what the requests before it left, by their ids in lower case
 */
record References(ServiceRoot root, Item item, Map<String, Target> targets) {

  private static final Set<String> WITH_TAGS =
      Set.of(HttpHeaders.IF_MATCH.toLowerCase(Locale.ROOT), "if-none-match");

  /**
   * What can be referred to.
   *
   * @param url of the entity, below the service root
   * @param etag of the entity; null if there is none
   */
  record Target(String url, String etag) {}

  /**
   * The URL below the service root, without a leading slash. A path is one below the root with and
   * without a leading slash, as in Graph; one that begins with the root itself, as OData has it, is
   * understood as well.
   *
   * @throws ApiException 400 if it refers to what this request does not depend on, or leads away
   *     from this service
   */
  String url() {
    String url = item.url();
    if (url.startsWith("$")) {
      String segment = url.split("[/?]", 2)[0];
      if (segment.equals(ServiceRoot.METADATA) || segment.equals(ServiceRoot.BATCH)) {
        return url;
      }
      return target(segment, "url").url() + url.substring(segment.length());
    }
    if (url.startsWith(root.url() + "/")) {
      return root.relative(url);
    }
    if (url.indexOf(':') >= 0
        && url.substring(0, url.indexOf(':')).matches("[A-Za-z][A-Za-z0-9+.-]*")) {
      throw ApiException.badRequest(
          "url", "url must be a path below the service root, or begin with it.");
    }
    String path = url.startsWith("/") ? url.substring(1) : url;
    return path.startsWith(root.version() + "/")
        ? path.substring(root.version().length() + 1)
        : path;
  }

  /** The headers. */
  Map<String, List<String>> headers() {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    item.headers()
        .forEach(
            (name, value) ->
                headers.put(
                    name,
                    List.of(
                        WITH_TAGS.contains(name.toLowerCase(Locale.ROOT)) && value.startsWith("$")
                            ? etag(name, value)
                            : value)));
    return headers;
  }

  private String etag(String header, String reference) {
    String etag = target(reference, header).etag();
    if (etag == null) {
      throw ApiException.badRequest(
          header, "The request %s returned no ETag.".formatted(ClientText.shown(reference)));
    }
    return etag;
  }

  private Target target(String reference, String where) {
    String key = BatchRequest.key(reference.substring(1));
    if (!item.dependsOn().contains(key) || !targets.containsKey(key)) {
      throw ApiException.badRequest(
          where,
          "%s refers to a request that must stand in dependsOn."
              .formatted(ClientText.shown(reference)));
    }
    return targets.get(key);
  }
}
