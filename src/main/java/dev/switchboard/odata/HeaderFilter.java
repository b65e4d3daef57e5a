package dev.switchboard.odata;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;

/**
 * Keeps from JAX-RS, below a service root, the headers that the service judges by itself or has no
 * use for: some implementations refuse a malformed one with 400 before any filter of theirs runs.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class HeaderFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /** The attribute of a request that holds the values of its {@code Accept}. */
  private static final String ACCEPT = HeaderFilter.class.getName();

  private static final Set<String> KEPT = Set.of("accept", "accept-language");

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (ServiceRoot.isServicePath(request.getRequestURI())) {
      request.setAttribute(ACCEPT, Collections.list(request.getHeaders("Accept")));
      chain.doFilter(new WithoutHeaders(request), response);
    } else {
      chain.doFilter(request, response);
    }
  }

  /** The values of {@code Accept}, as they were sent; none if it was not. */
  static List<String> accept(HttpServletRequest request) {
    return request.getAttribute(ACCEPT) instanceof List<?> values
        ? values.stream().map(String.class::cast).toList()
        : Collections.list(request.getHeaders("Accept"));
  }

  private static final class WithoutHeaders extends HttpServletRequestWrapper {

    WithoutHeaders(HttpServletRequest request) {
      super(request);
    }

    private static boolean isKept(String name) {
      return KEPT.stream().anyMatch(name::equalsIgnoreCase);
    }

    @Override
    public String getHeader(String name) {
      return isKept(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return isKept(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
      return Collections.enumeration(
          Collections.list(super.getHeaderNames()).stream().filter(name -> !isKept(name)).toList());
    }
  }
}
