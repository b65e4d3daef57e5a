package dev.switchboard.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0, true",
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 9.255.255.255, false",
    "10.0.0.0/8, 11.0.0.0, false",
    "172.16.0.0/12, 172.31.255.255, true",
    "172.16.0.0/12, 172.32.0.0, false",
    "192.0.2.7/32, 192.0.2.7, true",
    "192.0.2.7/32, 192.0.2.6, false",
    "0.0.0.0/0, 255.255.255.255, true",
    "0.0.0.0/0, ::1, false",
    "fd00::/8, fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, true",
    "fd00::/8, fc00::1, false",
    "fd00::/8, 253.0.0.0, false",
    "::1/128, ::1, true",
    "::/0, 2001:db8::1, true",
    "fe80::/10, febf::1, true",
    "fe80::/10, fec0::1, false"
  })
  void addressIsInTheBlockOrNot(String network, String address, boolean inside)
      throws UnknownHostException {
    assertThat(Network.of(network).contains(InetAddress.getByName(address))).isEqualTo(inside);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "10.0.0.0/8, 10.1.0.0/16, true",
    "10.0.0.0/8, 10.0.0.0/8, true",
    "10.1.0.0/16, 10.0.0.0/8, false",
    "10.0.0.0/8, 11.0.0.0/16, false",
    "0.0.0.0/0, fd00::/8, false"
  })
  void blockIsInTheBlockOrNot(String network, String other, boolean inside) {
    assertThat(Network.of(network).contains(Network.of(other))).isEqualTo(inside);
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "",
        "/",
        "/8",
        "10.0.0.0",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "10.0.0.0/+8",
        "10.0.0.0/08",
        "10.0.0.0/33",
        "10.0.0.0/4294967304",
        "10.0.0.0/8/8",
        "10.0.0.0/255.0.0.0",
        " 10.0.0.0/8",
        "10.0.0.1/8",
        "10.0/8",
        "10.0.0.0.0/8",
        "010.0.0.0/8",
        "0xa.0.0.0/8",
        "256.0.0.0/8",
        "999.0.0.0/8",
        "167772160/8",
        "localhost/8",
        "bot.example/32",
        "fd00::/129",
        "fd00::1/8",
        "[fd00::]/8",
        "fd00::/8%eth0",
        "fe80::%1/64",
        "fd00:::/8",
        "1:2:3:4:5:6:7:8:9/8",
        "g::/8",
        "::ffff:10.0.0.0/104"
      })
  void whatIsNoBlockIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Network.of(text));
  }

  @Property
  void blockHoldsWhatSharesItsLeadingBits(
      @ForAll("addresses") byte[] address, @ForAll("addresses") byte[] other, @ForAll int seed)
      throws UnknownHostException {
    int length = Math.floorMod(seed, address.length * 8 + 1);
    byte[] first = address.clone();
    for (int bit = length; bit < first.length * 8; bit++) {
      first[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
    }
    Network network = new Network(InetAddress.getByAddress(first), length);

    assertThat(network.contains(InetAddress.getByAddress(address))).isTrue();
    assertThat(network.contains(InetAddress.getByAddress(other)))
        .isEqualTo(
            bits(address).regionMatches(0, bits(other), 0, length)
                && address.length == other.length);
    assertThat(Network.of(network.toString())).isEqualTo(network);
  }

  @Provide
  Arbitrary<byte[]> addresses() {
    Arbitrary<byte[]> four = Arbitraries.bytes().array(byte[].class).ofSize(4);
    // With a first byte that no IPv4-mapped address has: Java makes IPv4 addresses of those.
    Arbitrary<byte[]> sixteen =
        Combinators.combine(
                Arbitraries.bytes().between((byte) 1, (byte) 127),
                Arbitraries.bytes().array(byte[].class).ofSize(15))
            .as(
                (head, tail) -> {
                  byte[] whole = new byte[16];
                  whole[0] = head;
                  System.arraycopy(tail, 0, whole, 1, 15);
                  return whole;
                });
    return Arbitraries.oneOf(four, sixteen);
  }

  private static String bits(byte[] bytes) {
    StringBuilder bits = new StringBuilder();
    for (byte b : bytes) {
      bits.append(Integer.toBinaryString((b & 0xff) | 0x100).substring(1));
    }
    return bits.toString();
  }
}
