package dev.switchboard.security;

import dev.switchboard.settings.Settings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Lets pages of the configured origins use the service from a browser (Fetch standard, CORS
 * protocol); without configuration it says nothing. Never with credentials: a token is sent by the
 * page itself, in a header.
 */
@Dependent
public class CorsFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private static final String ORIGIN = "Origin";

  @Inject private transient Settings settings;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (settings.corsOrigins().isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    response.addHeader("Vary", ORIGIN);
    String origin = request.getHeader(ORIGIN);
    if (origin == null || !settings.corsOrigins().contains(origin)) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader("Access-Control-Allow-Origin", origin);
    if (request.getMethod().equals("OPTIONS")
        && request.getHeader("Access-Control-Request-Method") != null) {
      // A preflight carries no token and asks nothing of the service.
      response.setHeader("Access-Control-Allow-Methods", "GET, POST, PATCH, PUT, DELETE");
      // The wildcard does not cover Authorization.
      response.setHeader("Access-Control-Allow-Headers", "authorization, *");
      response.setHeader("Access-Control-Max-Age", "600");
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    response.setHeader("Access-Control-Expose-Headers", "*");
    chain.doFilter(request, response);
  }
}
