package dev.switchboard.error;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Puts {@code request-id} and {@code client-request-id} on every answer. A servlet filter, not a
 * JAX-RS one, so that the container's own answers carry them too.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class RequestIdFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    RequestIds ids = RequestIds.of(request);
    response.setHeader("request-id", ids.requestId());
    response.setHeader("client-request-id", ids.clientRequestId());
    chain.doFilter(request, response);
  }
}
