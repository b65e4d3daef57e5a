package dev.switchboard.webhook;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The host of a URL in its one spelling.
 *
 * @param text a DNS name in lower case without a final dot, or an address without brackets
 * @param address the address, if that is what stands in the URL
 */
record HostName(String text, Optional<InetAddress> address) {

  private static final int LONGEST_NAME = 253;
  private static final int MOST_PARTS = 4;

  /** RFC 1123 section 2.1. */
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]+]");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-f]*");

  /** Enough for four bytes in every spelling without a run of zeros. */
  private static final int MOST_DIGITS = 64;

  /**
   * Reads the host of a URL as browsers do (WHATWG URL section 3.5): what ends in a number is an
   * IPv4 address, in each of the spellings that C's {@code inet_aton} knows.
   *
   * @param host with the brackets of an IPv6 address
   * @return empty if it is neither a name nor an address
   */
  static Optional<HostName> of(String host) {
    String text = host.toLowerCase(Locale.ROOT);
    if (text.startsWith("[")) {
      return IPV6.matcher(text).matches() ? ipv6(text) : Optional.empty();
    }
    if (text.endsWith(".")) {
      text = text.substring(0, text.length() - 1);
    }
    List<String> labels = Arrays.asList(text.split("\\.", -1));
    if (isNumber(labels.get(labels.size() - 1))) {
      return ipv4(labels);
    }
    return text.length() <= LONGEST_NAME
            && labels.stream().allMatch(label -> LABEL.matcher(label).matches())
        ? Optional.of(new HostName(text, Optional.empty()))
        : Optional.empty();
  }

  /** Whether the name stands for this machine, whatever a resolver says (RFC 6761 section 6.3). */
  boolean isLocalhost() {
    return text.equals("localhost") || text.endsWith(".localhost");
  }

  private static HostName of(InetAddress address) {
    return new HostName(address.getHostAddress(), Optional.of(address));
  }

  private static Optional<HostName> ipv6(String bracketed) {
    try {
      // What stands in brackets is never looked up.
      return Optional.of(of(InetAddress.getByName(bracketed)));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static boolean isNumber(String label) {
    return DIGITS.matcher(label).matches() || HEXADECIMAL.matcher(label).matches();
  }

  private static Optional<HostName> ipv4(List<String> parts) {
    if (parts.size() > MOST_PARTS || parts.stream().anyMatch(part -> part.length() > MOST_DIGITS)) {
      return Optional.empty();
    }
    byte[] bytes = new byte[MOST_PARTS];
    for (int i = 0; i < parts.size(); i++) {
      // The last part fills all bytes that are left.
      int width = i < parts.size() - 1 ? 1 : MOST_PARTS - i;
      Optional<BigInteger> number = number(parts.get(i));
      if (number.isEmpty() || number.get().bitLength() > width * Byte.SIZE) {
        return Optional.empty();
      }
      for (int j = 0; j < width; j++) {
        bytes[i + j] = number.get().shiftRight((width - 1 - j) * Byte.SIZE).byteValue();
      }
    }
    try {
      return Optional.of(of(InetAddress.getByAddress(bytes)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static Optional<BigInteger> number(String part) {
    if (!isNumber(part)) {
      return Optional.empty();
    }
    try {
      if (part.startsWith("0x")) {
        return Optional.of(new BigInteger("0" + part.substring(2), 16));
      }
      return Optional.of(new BigInteger(part, part.startsWith("0") ? 8 : 10));
    } catch (NumberFormatException e) {
      // 8 and 9 are no octal digits.
      return Optional.empty();
    }
  }
}
