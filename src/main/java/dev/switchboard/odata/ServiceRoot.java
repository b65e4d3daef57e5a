package dev.switchboard.odata;

import dev.switchboard.settings.Settings;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The service root that a request came in by: scheme, host, port and {@code /v1.0} or {@code
 * /beta}. Every URL in an answer is absolute and starts with it.
 *
 * @param url without a trailing slash
 */
public record ServiceRoot(String url) {

  /** Template of the path parameter, for {@code @Path}. */
  public static final String TEMPLATE = "{root: v1\\.0|beta}";

  /** The segment of the metadata document (OData 4.01 Protocol 11.1.2). */
  public static final String METADATA = "$metadata";

  /** The segment that batches are sent to (OData 4.01 Protocol 11.7). */
  public static final String BATCH = "$batch";

  private static final Set<String> ROOTS = Set.of("v1.0", "beta");

  /** The metadata documents' paths as they are sent; some clients encode the dollar sign. */
  private static final Set<String> METADATA_PATHS =
      ROOTS.stream()
          .flatMap(root -> Stream.of("/" + root + "/" + METADATA, "/" + root + "/%24metadata"))
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> SERVICE_DOCUMENT_PATHS =
      ROOTS.stream()
          .flatMap(root -> Stream.of("/" + root, "/" + root + "/"))
          .collect(Collectors.toUnmodifiableSet());

  /** The root of a request whose first path segment is one. */
  static ServiceRoot of(UriInfo uri, Settings settings) {
    String base = withoutTrailingSlashes(settings.baseUrl().orElse(uri.getBaseUri()).toString());
    return new ServiceRoot(base + "/" + firstSegment(uri.getPath()));
  }

  /** Whether a path, with or without a leading slash, lies below a service root. */
  public static boolean isServicePath(String path) {
    return ROOTS.contains(firstSegment(path));
  }

  /**
   * Whether a path is that of the service document or of the metadata document, which describe the
   * service and say nothing of anybody. It is compared letter by letter, so that no spelling leads
   * anywhere else.
   *
   * @param rawPath still percent-encoded, with a leading slash
   */
  public static boolean isDescription(String rawPath) {
    return SERVICE_DOCUMENT_PATHS.contains(rawPath) || isMetadata(rawPath);
  }

  /** Whether a path, still percent-encoded, is that of the metadata document. */
  static boolean isMetadata(String rawPath) {
    return METADATA_PATHS.contains(rawPath);
  }

  /** The segment that tells one root from the other. */
  public String version() {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  /** The URL of a resource below this root; {@code path} without a leading slash. */
  public URI resource(String path) {
    return URI.create(url + "/" + path);
  }

  /** The path of this root on its host, without a trailing slash. */
  public String path() {
    return URI.create(url).getRawPath();
  }

  /** The path below this root of one of its resources. */
  public String relative(String resource) {
    if (!resource.startsWith(url + "/")) {
      throw new IllegalArgumentException("not below the service root");
    }
    return resource.substring(url.length() + 1);
  }

  /** The context URL of the service document (OData 4.01 Protocol 10.1). */
  String context() {
    return url + "/" + METADATA;
  }

  /** The context URL (OData 4.01 Protocol 10) for a path below {@code $metadata#}. */
  String context(String path) {
    return context() + "#" + path;
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
