package dev.switchboard.webhook;

/**
 * Where a notification goes, as far as its URL says so.
 *
 * @param secure https, not http
 * @param host whose name is verified, and looked up unless it is an address
 * @param port the one that is meant, also where the URL has none
 * @param local whether it is an endpoint on this machine, in development mode
 * @param target the request target: path and query as they stand in the URL
 */
record Endpoint(boolean secure, HostName host, int port, boolean local, String target) {

  /** The port that a URL without one means (RFC 9110 section 4.2). */
  static int defaultPort(boolean secure) {
    return secure ? 443 : 80;
  }

  /** Whether the port need not be told. */
  boolean hasDefaultPort() {
    return port == defaultPort(secure);
  }

  /** Host and port, for logs: path and query may hold what only the receiver should know. */
  @Override
  public String toString() {
    return host.text().contains(":")
        ? "[%s]:%d".formatted(host.text(), port)
        : "%s:%d".formatted(host.text(), port);
  }
}
