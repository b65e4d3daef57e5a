package dev.switchboard.admission;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * While the service is taken out of use ({@link Drain}), refuses each request with 503, {@code
 * Retry-After} and the end of the connection, so that the client goes to another node or comes back
 * later. Health is answered on.
 */
@Dependent
public class DrainFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /**
   * About as long as a server takes to stop and to start: whoever heeds it never meets one that
   * does.
   */
  private static final int RETRY_AFTER_SECONDS = 30;

  @Inject private transient Drain drain;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isHealth(request)) {
      chain.doFilter(request, response);
    } else if (drain.enter()) {
      try {
        chain.doFilter(request, response);
      } finally {
        drain.leave();
      }
    } else {
      response.setHeader("Connection", "close");
      response.setIntHeader("Retry-After", RETRY_AFTER_SECONDS);
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
  }

  private static boolean isHealth(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.equals("/health") || path.startsWith("/health/");
  }
}
