package dev.switchboard.odata;

import dev.switchboard.settings.Settings;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Set;

/**
 * The service root that a request came in by: scheme, host, port and {@code /v1.0} or {@code
 * /beta}. Every URL in an answer is absolute and starts with it.
 *
 * @param url without a trailing slash
 */
public record ServiceRoot(String url) {

  /** Template of the path parameter, for {@code @Path}. */
  public static final String TEMPLATE = "{root: v1\\.0|beta}";

  private static final Set<String> ROOTS = Set.of("v1.0", "beta");

  /** The root of a request whose first path segment is one. */
  static ServiceRoot of(UriInfo uri, Settings settings) {
    String base = withoutTrailingSlashes(settings.baseUrl().orElse(uri.getBaseUri()).toString());
    return new ServiceRoot(base + "/" + firstSegment(uri.getPath()));
  }

  /** Whether a path, with or without a leading slash, lies below a service root. */
  public static boolean isServicePath(String path) {
    return ROOTS.contains(firstSegment(path));
  }

  /** The URL of a resource below this root; {@code path} without a leading slash. */
  public URI resource(String path) {
    return URI.create(url + "/" + path);
  }

  /** The context URL (OData 4.01 Protocol 10) for a path below {@code $metadata#}. */
  String context(String path) {
    return url + "/$metadata#" + path;
  }

  static String withoutTrailingSlashes(String url) {
    // Not replaceAll("/+$", ""): its time grows with the square of a run of slashes.
    int end = url.length();
    while (end > 0 && url.charAt(end - 1) == '/') {
      end--;
    }
    return url.substring(0, end);
  }

  /**
   * The first segment as JAX-RS matches it: without matrix parameters, however many slashes stand
   * before it.
   */
  private static String firstSegment(String path) {
    int begin = 0;
    while (begin < path.length() && path.charAt(begin) == '/') {
      begin++;
    }
    // Not a regular expression: its dot stops at a line feed, which a path may hold (%0A).
    int end = begin;
    while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != ';') {
      end++;
    }
    return path.substring(begin, end);
  }
}
