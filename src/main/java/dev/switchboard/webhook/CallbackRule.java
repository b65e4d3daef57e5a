package dev.switchboard.webhook;

import dev.switchboard.settings.Network;
import dev.switchboard.settings.Settings;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a URL must be so that notifications are sent to it. Whoever may set one could otherwise have
 * the service send requests to what only the service can reach (server-side request forgery, OWASP
 * ASVS 5.0 V1.3.6). The rule is held when a URL is set, by its text alone, and again each time
 * something is sent, by its text and by every address that its name resolves to.
 */
public final class CallbackRule {

  private static final int LONGEST = 2048;
  private static final Pattern ASCII = Pattern.compile("[!-~]*");

  /** Host, with the brackets of an IPv6 address, and port (RFC 3986 section 3.2). */
  private static final Pattern AUTHORITY =
      Pattern.compile("(?<host>\\[[^]]*]|[^:\\[\\]]*)(:(?<port>[0-9]{0,5}))?");

  private static final List<InetAddress> LOCALHOST =
      List.of(Network.of("127.0.0.1/32").first(), Network.of("::1/128").first());

  private final boolean development;
  private final Set<Integer> ports;
  private final Set<Network> networks;

  private CallbackRule(boolean development, Set<Integer> ports, Set<Network> networks) {
    this.development = development;
    this.ports = ports;
    this.networks = networks;
  }

  /** The rule as an administrator has set it. */
  public static CallbackRule of(Settings settings) {
    return new CallbackRule(
        settings.development(), settings.callbacks().ports(), settings.callbacks().networks());
  }

  /**
   * What a URL breaks of the rule. Nothing is looked up.
   *
   * @param url as it was given
   * @return the end of a sentence that begins with the name of the URL, for example "must have no
   *     fragment"; empty if notifications may be sent there
   */
  public Optional<String> brokenBy(String url) {
    try {
      endpoint(url);
      return Optional.empty();
    } catch (BrokenRuleException e) {
      return Optional.of(e.getMessage());
    }
  }

  /**
   * Reads a URL.
   *
   * @throws BrokenRuleException if it breaks the rule
   */
  Endpoint endpoint(String url) throws BrokenRuleException {
    demand(url.length() <= LONGEST, "must have at most %d characters".formatted(LONGEST));
    demand(
        ASCII.matcher(url).matches(),
        "must have printable ASCII characters only (RFC 3986), and no blanks");
    URI uri = parsed(url);
    String authority = uri.getRawAuthority();
    demand(
        uri.getScheme() != null && authority != null,
        "must be an absolute URL that begins with https://");
    demand(!authority.contains("@"), "must have no user information");
    demand(uri.getRawFragment() == null, "must have no fragment");
    Matcher parts = AUTHORITY.matcher(authority);
    demand(parts.matches(), "must have a host, and behind it a port or nothing");
    HostName host =
        HostName.of(parts.group("host"))
            .orElseThrow(
                () -> new BrokenRuleException("must name its host by a DNS name or an IP address"));
    boolean local =
        development
            && (host.isLocalhost() || host.address().filter(CallbackRule::isLoopback).isPresent());
    boolean secure = isSecure(uri.getScheme(), local);
    int port = port(parts.group("port"), secure);
    if (!local) {
      demandPublic(host);
      demand(
          ports.contains(port),
          (ports.size() == 1 ? "must have the port " : "must have one of the ports ")
              + ports.stream().sorted().map(String::valueOf).collect(Collectors.joining(", ")));
    }
    return new Endpoint(secure, host, port, local, target(uri));
  }

  /**
   * What is wrong with an address to which an endpoint's name was resolved.
   *
   * @return what kind of address it is; empty if notifications may be sent there
   */
  Optional<String> brokenBy(Endpoint endpoint, InetAddress address) {
    if (endpoint.local()) {
      return isLoopback(address)
          ? Optional.empty()
          : Optional.of("an address that is not this machine's own");
    }
    return notAllowed(address);
  }

  private static URI parsed(String url) throws BrokenRuleException {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new BrokenRuleException("must be a URL (RFC 3986)");
    }
  }

  private boolean isSecure(String scheme, boolean local) throws BrokenRuleException {
    String lower = scheme.toLowerCase(Locale.ROOT);
    demand(
        lower.equals("https") || (local && lower.equals("http")),
        development
            ? "must begin with https:// (in development mode, http:// to localhost, too)"
            : "must begin with https://");
    return lower.equals("https");
  }

  private static int port(String digits, boolean secure) throws BrokenRuleException {
    if (digits == null || digits.isEmpty()) {
      return Endpoint.defaultPort(secure);
    }
    int port = Integer.parseInt(digits);
    demand(port > 0 && port < 1 << Character.SIZE, "must have a port from 1 to 65535");
    return port;
  }

  private void demandPublic(HostName host) throws BrokenRuleException {
    if (host.isLocalhost()) {
      demand(
          LOCALHOST.stream().anyMatch(address -> notAllowed(address).isEmpty()),
          "must name a public host: %s is this machine".formatted(host.text()));
    }
    Optional<String> kind = host.address().flatMap(this::notAllowed);
    if (kind.isPresent()) {
      throw new BrokenRuleException(
          "must name a public host: %s is %s".formatted(host.text(), kind.get()));
    }
  }

  private Optional<String> notAllowed(InetAddress address) {
    InetAddress meant = SpecialAddresses.meant(address);
    boolean allowed =
        !SpecialAddresses.isForbidden(meant)
            && networks.stream().anyMatch(network -> network.contains(meant));
    return allowed ? Optional.empty() : SpecialAddresses.kind(meant);
  }

  private static String target(URI uri) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private static boolean isLoopback(InetAddress address) {
    return SpecialAddresses.isLoopback(SpecialAddresses.meant(address));
  }

  private static void demand(boolean held, String rule) throws BrokenRuleException {
    if (!held) {
      throw new BrokenRuleException(rule);
    }
  }
}
