package dev.switchboard.odata;

import jakarta.enterprise.context.Dependent;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Puts {@code OData-Version} on every answer below a service root (OData 4.01 Protocol 8.1.5). A
 * servlet filter, not a JAX-RS one, so that the container's own answers carry it too.
 */
@Dependent
public class ODataVersionFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /** What a service announces whose payloads follow 4.0. */
  public static final String ODATA_VERSION = "4.0";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    // Judged by the path as it was sent: decoding can lead it out of the root.
    if (ServiceRoot.isServicePath(request.getRequestURI())) {
      response.setHeader("OData-Version", ODATA_VERSION);
    }
    chain.doFilter(request, response);
  }
}
