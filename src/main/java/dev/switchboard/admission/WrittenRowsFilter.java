package dev.switchboard.admission;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells which row a request is about to write. */
@Provider
@Priority(Priorities.USER)
public class WrittenRowsFilter implements ContainerRequestFilter {

  @Inject private WrittenRows rows;

  @Override
  public void filter(ContainerRequestContext request) {
    Map<String, String> parameters =
        request.getUriInfo().getPathParameters().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, parameter -> parameter.getValue().get(0)));
    rows.are(
        List.of(
            new WrittenRows.Write(
                request.getSecurityContext().getUserPrincipal(), request.getMethod(), parameters)));
  }
}
