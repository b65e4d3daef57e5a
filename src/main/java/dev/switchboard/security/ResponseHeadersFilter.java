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
 * Tells browsers on every answer, JSON and pages alike, to run, frame, guess and keep nothing
 * (OWASP ASVS 5.0 V3.4, V14.3); a page that needs more says so itself. Where clients come by https,
 * they are told to come by nothing else (RFC 6797): by the request, or by the base URL behind a
 * proxy that ends TLS.
 */
@Dependent
public class ResponseHeadersFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private static final String A_YEAR = "max-age=31536000";

  @Inject private transient Settings settings;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    boolean https =
        request.isSecure()
            || settings.baseUrl().map(url -> "https".equals(url.getScheme())).orElse(false);
    if (https) {
      response.setHeader("Strict-Transport-Security", A_YEAR);
    }
    chain.doFilter(request, response);
  }
}
