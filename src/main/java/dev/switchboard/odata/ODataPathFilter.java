package dev.switchboard.odata;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.json.ClientText;
import dev.switchboard.query.QueryOptions;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites the spellings of a resource path to the one that the resources are written for: keys in
 * parentheses become segments (OData 4.01 URL Conventions 4.3.1, 4.3.6), and the legacy {@code
 * /app/calls} becomes {@code /communications/calls}.
 */
@Provider
@PreMatching
public class ODataPathFilter implements ContainerRequestFilter {

  /**
   * {@code calls('x')} or {@code calls(id='x')}. That quotes inside the key are doubled is checked
   * apart: an alternation of them is matched by recursion, and a long key exhausts the stack.
   */
  private static final Pattern KEY_IN_PARENTHESES =
      Pattern.compile("([A-Za-z]+)\\((?:id=)?'(.*)'\\)", Pattern.DOTALL);

  private static final Set<String> AT_ROOT = Set.of(ServiceRoot.METADATA, ServiceRoot.BATCH);

  private static final Set<String> AT_END = Set.of(QueryOptions.COUNT, RequestHead.RAW_VALUE);

  @Override
  public void filter(ContainerRequestContext request) {
    if (!ServiceRoot.isServicePath(request.getUriInfo().getPath())) {
      return;
    }
    URI uri = request.getUriInfo().getRequestUri();
    String path = canonicalPath(uri.getRawPath());
    if (!path.equals(uri.getRawPath())) {
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      request.setRequestUri(
          URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + path + query));
    }
  }

  /**
   * The one spelling of a path below a service root.
   *
   * @param rawPath still percent-encoded, with a leading slash
   * @throws ApiException 400 if a percent-encoding is malformed, 501 if a segment of it is a system
   *     resource such as {@code $crossjoin}, other than those that are served: {@code $metadata}
   *     and {@code $batch} right behind the root, {@code $count} and {@code $value} at the end
   */
  static String canonicalPath(String rawPath) {
    List<String> canonical = new ArrayList<>();
    String[] segments = rawPath.split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      String segment = segments[i];
      String decoded = decode(segment);
      // "" / root / $metadata
      if ((i == 2 && AT_ROOT.contains(decoded))
          || (i == segments.length - 1 && AT_END.contains(decoded))) {
        canonical.add(decoded);
        continue;
      }
      if (decoded.startsWith("$")) {
        throw ApiException.of(
            ErrorCode.NOT_IMPLEMENTED,
            "The path segment %s is not supported.".formatted(ClientText.shown(decoded)),
            ClientText.shown(decoded));
      }
      Matcher key = KEY_IN_PARENTHESES.matcher(decoded);
      if (key.matches() && isQuoted(key.group(2))) {
        canonical.add(key.group(1));
        canonical.add(encode(key.group(2).replace("''", "'")));
      } else {
        canonical.add(segment);
      }
    }
    // "" / root / app / calls ...
    if (canonical.size() > 3
        && canonical.get(2).equals("app")
        && canonical.get(3).equals("calls")) {
      canonical.set(2, "communications");
    }
    return String.join("/", canonical);
  }

  private static boolean isQuoted(String key) {
    return key.replace("''", "").indexOf('\'') < 0;
  }

  private static String decode(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ApiException.of(
          ErrorCode.BAD_REQUEST, "A percent-encoding in the path is not well-formed.");
    }
  }

  private static String encode(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
