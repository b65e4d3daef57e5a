package dev.switchboard.error;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;

/**
 * Puts {@code request-id}, {@code client-request-id} and {@code Date} on every answer; the last
 * because not every server does (RFC 9110 section 6.6.1). A servlet filter, not a JAX-RS one, so
 * that the container's own answers carry them too.
 */
@Dependent
public class RequestIdFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Inject private transient Clock clock;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    RequestIds ids = RequestIds.of(request);
    response.setHeader("request-id", ids.requestId());
    response.setHeader("client-request-id", ids.clientRequestId());
    response.setDateHeader("Date", clock.millis());
    chain.doFilter(request, response);
  }
}
