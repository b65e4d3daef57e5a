package dev.switchboard.security;

import jakarta.enterprise.context.Dependent;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Refuses with 400 what a proxy and a server might read differently: a {@code Transfer-Encoding}
 * other than {@code chunked} or a {@code Content-Length} that is no number, behind which a lenient
 * server takes the body for the next request, so that the connection is closed (RFC 9112 sections
 * 6.1 and 11.2), a {@code Host} that is none or stands twice (section 3.2), which would come back
 * in links, and a path with characters that no URI has.
 */
@Dependent
public class MessageFramingFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /** {@code uri-host [":" port]} of RFC 3986: a name, an IPv4 or a bracketed IPv6 address. */
  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=%-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{0,5})?");

  /** What stands in no URI (RFC 3986 section 2): an implementation of JAX-RS may fail over it. */
  private static final Pattern NO_PATH = Pattern.compile("[\\x00-\\x20\\x7F\"<>\\\\^`{|}]");

  /** As many digits as fit into a long. */
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!isFramedForAll(request)) {
      response.setHeader("Connection", "close");
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    } else if (!isAddressedForAll(request) || NO_PATH.matcher(request.getRequestURI()).find()) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean isFramedForAll(HttpServletRequest request) {
    List<String> lengths = Collections.list(request.getHeaders("Content-Length"));
    if (lengths.size() > 1 || !lengths.stream().allMatch(MessageFramingFilter::isLength)) {
      return false;
    }
    List<String> codings = Collections.list(request.getHeaders("Transfer-Encoding"));
    return codings.isEmpty()
        || (codings.size() == 1
            && codings.get(0).equalsIgnoreCase("chunked")
            && !request.getProtocol().equals("HTTP/1.0"));
  }

  /** A server that counts past the end of a long goes on as if there were no body. */
  private static boolean isLength(String length) {
    return LENGTH.matcher(length).matches();
  }

  /** HTTP/1.0 knows no Host; for HTTP/1.1 the server has seen that there is one. */
  private static boolean isAddressedForAll(HttpServletRequest request) {
    List<String> hosts = Collections.list(request.getHeaders("Host"));
    return hosts.isEmpty() || (hosts.size() == 1 && HOST.matcher(hosts.get(0)).matches());
  }
}
