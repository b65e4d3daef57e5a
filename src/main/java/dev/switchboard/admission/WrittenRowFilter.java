package dev.switchboard.admission;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tells which row a request is about to write: the one that its path parameters name, by whichever
 * of its paths. Each caller has rows of its own here, so that nobody can stand in the way of
 * somebody else at a row that only the other one may write.
 */
@Provider
@Priority(Priorities.USER)
public class WrittenRowFilter implements ContainerRequestFilter {

  /** The methods that change nothing (RFC 9110 section 9.2.1). */
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  /** So ends the name of a path parameter that is a key. */
  private static final String KEY = "Id";

  @Inject private WrittenRow row;

  private record Row(Principal caller, List<String> keys) {}

  @Override
  public void filter(ContainerRequestContext request) {
    if (SAFE.contains(request.getMethod())) {
      return;
    }
    List<String> keys =
        new TreeMap<>(request.getUriInfo().getPathParameters())
            .entrySet().stream()
                .filter(parameter -> parameter.getKey().endsWith(KEY))
                .map(parameter -> parameter.getValue().get(0).toLowerCase(Locale.ROOT))
                .toList();
    if (!keys.isEmpty()) {
      row.is(new Row(request.getSecurityContext().getUserPrincipal(), keys));
    }
  }
}
