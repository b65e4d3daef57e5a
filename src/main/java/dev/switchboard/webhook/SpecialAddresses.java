package dev.switchboard.webhook;

import dev.switchboard.settings.Network;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The addresses that are not public, of which some cannot even be allowed. They are those that
 * IANA's special-purpose address registries (RFC 6890) do not call globally reachable, and for IPv6
 * all that lie outside the range from which global unicast addresses are given (RFC 4291 section
 * 2.4). Blocks for anycast services within special ones ({@code 192.0.0.9/32}, parts of {@code
 * 2001::/23}) count as not public, too: nobody receives notifications there.
 */
enum SpecialAddresses {
  /** Public or private as a number, but answered by the machine's own host. */
  METADATA(
      "the address of a cloud's metadata service",
      true,
      "100.100.100.200/32",
      "168.63.129.16/32",
      "192.0.0.192/32",
      "fd00:ec2::254/128",
      "fd20:ce::254/128"),
  /** RFC 3927, RFC 4291 section 2.5.6; among them most metadata services. */
  LINK_LOCAL("a link-local address", true, "169.254.0.0/16", "fe80::/10"),
  /** RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.2; Linux takes it for this machine. */
  UNSPECIFIED("an unspecified address", true, "0.0.0.0/8", "::/128"),
  /** RFC 5771, RFC 4291 section 2.7. */
  MULTICAST("a multicast address", true, "224.0.0.0/4", "ff00::/8"),
  /** RFC 1112 section 4, with the limited broadcast address of RFC 8190. */
  RESERVED("a reserved address", true, "240.0.0.0/4"),
  /** RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3. */
  LOOPBACK("a loopback address", false, "127.0.0.0/8", "::1/128"),
  /** RFC 1918. */
  PRIVATE("a private address", false, "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
  /** RFC 6598. */
  SHARED("a shared address of a provider", false, "100.64.0.0/10"),
  /** RFC 4193, and RFC 3879 for the site-local ones before them. */
  UNIQUE_LOCAL("a unique local address", false, "fc00::/7", "fec0::/10"),
  /** RFC 2544. */
  BENCHMARKING("an address for benchmarks", false, "198.18.0.0/15"),
  /** RFC 5737, RFC 3849, RFC 9637. */
  DOCUMENTATION(
      "an address for documentation",
      false,
      "192.0.2.0/24",
      "198.51.100.0/24",
      "203.0.113.0/24",
      "2001:db8::/32",
      "3fff::/20"),
  /** RFC 7526, RFC 3056: the IPv4 address within may be anything. */
  SIX_TO_FOUR("a 6to4 address", false, "192.88.99.0/24", "2002::/16"),
  /** RFC 6890 section 2.2.2, RFC 2928: Teredo, ORCHID, benchmarks and others. */
  PROTOCOL("an address for protocols of the IETF", false, "192.0.0.0/24", "2001::/23"),
  /** RFC 8215. */
  LOCAL_TRANSLATION("an address of local translation", false, "64:ff9b:1::/48");

  private static final Network GLOBAL_UNICAST = Network.of("2000::/3");

  /** RFC 6052 section 2.1: an IPv4 address behind a NAT64. */
  private static final Network TRANSLATED = Network.of("64:ff9b::/96");

  private static final int IPV4_BYTES = 4;

  private final String kind;
  private final boolean forbidden;
  private final List<Network> networks;

  SpecialAddresses(String kind, boolean forbidden, String... networks) {
    this.kind = kind;
    this.forbidden = forbidden;
    this.networks = Stream.of(networks).map(Network::of).toList();
  }

  /** What kind of address this is, if it is not a public one. */
  static Optional<String> kind(InetAddress address) {
    return of(address)
        .map(special -> special.kind)
        .or(() -> outsideOfUnicast(address) ? Optional.of("no unicast address") : Optional.empty());
  }

  /** Whether this is an address that no setting can allow. */
  static boolean isForbidden(InetAddress address) {
    return of(address).filter(special -> special.forbidden).isPresent();
  }

  /** Whether this is an address of this machine, without leaving it. */
  static boolean isLoopback(InetAddress address) {
    return of(address).filter(LOOPBACK::equals).isPresent();
  }

  /**
   * The address that packets to this one reach in the end: an IPv4 address that is written as an
   * IPv6 one (RFC 4291 section 2.5.5.2, RFC 6052 section 2.1) is that IPv4 address.
   */
  static InetAddress meant(InetAddress address) {
    byte[] bytes = address.getAddress();
    try {
      return TRANSLATED.contains(address)
          ? InetAddress.getByAddress(
              Arrays.copyOfRange(bytes, bytes.length - IPV4_BYTES, bytes.length))
          : InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address", e);
    }
  }

  private static Optional<SpecialAddresses> of(InetAddress address) {
    return Arrays.stream(values())
        .filter(special -> special.networks.stream().anyMatch(network -> network.contains(address)))
        .findFirst();
  }

  private static boolean outsideOfUnicast(InetAddress address) {
    return address instanceof Inet6Address && !GLOBAL_UNICAST.contains(address);
  }
}
