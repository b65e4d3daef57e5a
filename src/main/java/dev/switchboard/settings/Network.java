package dev.switchboard.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A block of IP addresses, as CIDR notation writes it (RFC 4632 section 3.1, RFC 4291 section 2.3).
 *
 * @param first the first address of the block
 * @param length how many of its leading bits all addresses of the block share
 */
public record Network(InetAddress first, int length) {

  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

  /** In the one spelling of RFC 3986 section 3.2.2, which nothing else can be taken for. */
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");

  /** Checks the two against each other. */
  public Network {
    byte[] bytes = first.getAddress();
    if (length < 0 || length > bytes.length * Byte.SIZE) {
      throw new IllegalArgumentException("no block of addresses has a length of " + length);
    }
    for (int bit = length; bit < bytes.length * Byte.SIZE; bit++) {
      if (bit(bytes, bit)) {
        throw new IllegalArgumentException(
            first.getHostAddress() + " is not the first address of a block of /" + length);
      }
    }
  }

  /**
   * Reads a block such as {@code 10.0.0.0/8} or {@code fd00::/8}.
   *
   * @throws IllegalArgumentException if it is none, or if bits behind its length are set
   */
  public static Network of(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !LENGTH.matcher(text.substring(slash + 1)).matches()) {
      throw new IllegalArgumentException("not a block of addresses");
    }
    return new Network(
        address(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  /** Whether an address is one of the block. */
  public boolean contains(InetAddress address) {
    byte[] own = first.getAddress();
    byte[] other = address.getAddress();
    if (own.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < length; bit++) {
      if (bit(own, bit) != bit(other, bit)) {
        return false;
      }
    }
    return true;
  }

  /** Whether all addresses of another block are of this one. */
  public boolean contains(Network other) {
    return other.length >= length && contains(other.first);
  }

  /** In CIDR notation. */
  @Override
  public String toString() {
    return first.getHostAddress() + "/" + length;
  }

  private static InetAddress address(String text) {
    try {
      if (IPV4.matcher(text).matches()) {
        return InetAddress.getByName(text);
      }
      if (IPV6.matcher(text).matches()) {
        // What stands in brackets is never looked up.
        return InetAddress.getByName("[" + text + "]");
      }
    } catch (UnknownHostException e) {
      // Said below, in the same words as for what does not look like an address.
    }
    throw new IllegalArgumentException("not an address");
  }

  private static boolean bit(byte[] bytes, int index) {
    return (bytes[index / Byte.SIZE] >> (Byte.SIZE - 1 - index % Byte.SIZE) & 1) != 0;
  }
}
