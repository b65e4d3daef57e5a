package dev.switchboard.platform;

import dev.switchboard.admission.BodyDeadlineFilter;
import dev.switchboard.admission.DrainFilter;
import dev.switchboard.error.RequestIdFilter;
import dev.switchboard.odata.HeaderFilter;
import dev.switchboard.odata.ODataVersionFilter;
import dev.switchboard.security.CorsFilter;
import dev.switchboard.security.MessageFramingFilter;
import dev.switchboard.security.ResponseHeadersFilter;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * What each request passes before it is matched, in this order. One filter to the server, which
 * would call annotated ones in an order of its own (Servlet 6.0 section 8.2.3).
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class RequestFilters extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Inject private transient RequestIdFilter requestIds;
  @Inject private transient DrainFilter drain;
  @Inject private transient CorsFilter cors;
  @Inject private transient MessageFramingFilter framing;
  @Inject private transient ODataVersionFilter versions;
  @Inject private transient HeaderFilter headers;
  @Inject private transient BodyDeadlineFilter bodyDeadlines;
  @Inject private transient ResponseHeadersFilter responseHeaders;

  private transient List<HttpFilter> filters;

  @Override
  public void init() {
    filters =
        List.of(
            requestIds, drain, cors, framing, versions, headers, bodyDeadlines, responseHeaders);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    new Passage(0, chain).doFilter(request, response);
  }

  /** Leads from one to the next, and from the last one to the resource. */
  private final class Passage implements FilterChain {

    private final int next;
    private final FilterChain resource;

    private Passage(int next, FilterChain resource) {
      this.next = next;
      this.resource = resource;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response)
        throws IOException, ServletException {
      if (next == filters.size()) {
        resource.doFilter(request, response);
      } else {
        filters.get(next).doFilter(request, response, new Passage(next + 1, resource));
      }
    }
  }
}
