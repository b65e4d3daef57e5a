package dev.switchboard.odata;

import jakarta.enterprise.context.Dependent;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;

/**
 * Keeps from JAX-RS, below a service root, the headers that the service judges by itself or has no
 * use for: some implementations refuse a malformed one with 400 before any filter of theirs runs.
 */
@Dependent
public class HeaderFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /**
   * The attribute of a request that holds itself, with all of its headers. Attributes are
   * properties in JAX-RS ({@link ContainerRequestContext#getProperty}), and what it would inject
   * costs much more than asking for one.
   */
  private static final String RECEIVED = HeaderFilter.class.getName();

  private static final Set<String> KEPT = Set.of("accept", "accept-language");

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    request.setAttribute(RECEIVED, request);
    if (ServiceRoot.isServicePath(request.getRequestURI())) {
      chain.doFilter(new WithoutHeaders(request), response);
    } else {
      chain.doFilter(request, response);
    }
  }

  /** A request as it was received. */
  static HttpServletRequest received(ContainerRequestContext request) {
    return (HttpServletRequest) request.getProperty(RECEIVED);
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
