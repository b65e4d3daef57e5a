package dev.switchboard.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.settings.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackRuleTest {

  private static final CallbackRule PRODUCTION = rule();
  private static final CallbackRule DEVELOPMENT = rule("mode", "development");

  /** Everything that an administrator can allow. */
  private static final CallbackRule ALLOWING =
      rule("callback-networks", "0.0.0.0/0,::/0", "callback-ports", "443,8443");

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "https://bot.example/cb",
        "https://bot.example",
        "https://bot.example?x=1",
        "https://bot.example/cb?x=1&y=%20%00%0d%0a//..@:[]",
        "HTTPS://BOT.EXAMPLE:443/",
        "https://bot.example:/",
        "https://bot.example:00443/",
        "https://bot.example./cb",
        "https://bot/",
        "https://xn--bcher-kva.example/",
        "https://0x7f.0.0.1.example/",
        "https://127.0.0.1.example/",
        "https://localhost.example/",
        "https://notlocalhost/",
        "https://1.1.1.1/",
        "https://0x01010101/",
        "https://16843009/",
        "https://172.15.255.255/",
        "https://172.32.0.0/",
        "https://100.63.255.255/",
        "https://100.128.0.0/",
        "https://198.17.255.255/",
        "https://198.20.0.0/",
        "https://223.255.255.255/",
        "https://[2606:4700:4700::1111]/",
        "https://[::ffff:1.1.1.1]/",
        "https://[64:ff9b::1.1.1.1]/"
      })
  void publicUrlIsAllowed(String url) {
    assertThat(PRODUCTION.brokenBy(url)).isEmpty();
    assertThat(DEVELOPMENT.brokenBy(url)).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "''|must be an absolute URL that begins with https://",
        "bot.example/cb|must be an absolute URL that begins with https://",
        "/cb|must be an absolute URL that begins with https://",
        "//bot.example/cb|must be an absolute URL that begins with https://",
        "https:cb|must be an absolute URL that begins with https://",
        "https:/cb|must be an absolute URL that begins with https://",
        "https:///cb|must be an absolute URL that begins with https://",
        "javascript:alert(1)|must be an absolute URL that begins with https://",
        "http://bot.example/cb|must begin with https://",
        "ftp://bot.example/cb|must begin with https://",
        "file://bot.example/etc/passwd|must begin with https://",
        "http://localhost/cb|must begin with https://",
        "http://127.0.0.1:3000/cb|must begin with https://",
        "https://|must be a URL (RFC 3986)",
        "https://bot.example/%zz|must be a URL (RFC 3986)",
        "https://bot.example\\@10.0.0.1/|must be a URL (RFC 3986)",
        "https://[::1|must be a URL (RFC 3986)",
        "https://[1::2::3]/|must be a URL (RFC 3986)",
        "https://bot.example/a b|must have printable ASCII characters only (RFC 3986), and no blanks",
        "https://bücher.example/|must have printable ASCII characters only (RFC 3986), and no blanks",
        "https://bot。example/|must have printable ASCII characters only (RFC 3986), and no blanks",
        "https://①②⑦.0.0.1/|must have printable ASCII characters only (RFC 3986), and no blanks",
        "https://user:secret@bot.example/|must have no user information",
        "https://bot.example@10.0.0.1/|must have no user information",
        "https://@bot.example/|must have no user information",
        "https://bot.example/cb#|must have no fragment",
        "https://bot.example/cb#f|must have no fragment",
        "https://:443/|must name its host by a DNS name or an IP address",
        "https://./|must name its host by a DNS name or an IP address",
        "https://bot..example/|must name its host by a DNS name or an IP address",
        "https://bot.example../|must name its host by a DNS name or an IP address",
        "https://.bot.example/|must name its host by a DNS name or an IP address",
        "https://-bot.example/|must name its host by a DNS name or an IP address",
        "https://bot-.example/|must name its host by a DNS name or an IP address",
        "https://bot_1.example/|must name its host by a DNS name or an IP address",
        "https://%31%32%37.0.0.1/|must name its host by a DNS name or an IP address",
        "https://bot.example%00.evil/|must name its host by a DNS name or an IP address",
        "https://1.2.3.4.5/|must name its host by a DNS name or an IP address",
        "https://256.1.1.1/|must name its host by a DNS name or an IP address",
        "https://1.1.1.256/|must name its host by a DNS name or an IP address",
        "https://1.1..1/|must name its host by a DNS name or an IP address",
        "https://4294967296/|must name its host by a DNS name or an IP address",
        "https://0x100000000/|must name its host by a DNS name or an IP address",
        "https://08.8.8.8/|must name its host by a DNS name or an IP address",
        "https://bot.0x7f/|must name its host by a DNS name or an IP address",
        "https://1.-1.1.1/|must name its host by a DNS name or an IP address",
        "https://[fe80::1%25eth0]/|must name its host by a DNS name or an IP address",
        "https://[fe80::1%1]/|must name its host by a DNS name or an IP address",
        "https://bot.example:0/|must have a port from 1 to 65535",
        "https://bot.example:65536/|must have a port from 1 to 65535",
        "https://bot.example:99999/|must have a port from 1 to 65535",
        "https://bot.example:4294967739/|must have a host, and behind it a port or nothing",
        "https://bot.example:-443/|must have a host, and behind it a port or nothing",
        "https://bot.example:443:443/|must have a host, and behind it a port or nothing",
        "https://bot.example:https/|must have a host, and behind it a port or nothing",
        "https://bot.example:8443/|must have the port 443",
        "https://bot.example:80/|must have the port 443",
        "https://bot.example:22/|must have the port 443"
      })
  void brokenRuleIsNamed(String url, String rule) {
    assertThat(PRODUCTION.brokenBy(url)).contains(rule);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "localhost, localhost is this machine",
    "localhost., localhost is this machine",
    "LocalHost, localhost is this machine",
    "bot.localhost, bot.localhost is this machine",
    "127.0.0.1, 127.0.0.1 is a loopback address",
    "127.0.0.1., 127.0.0.1 is a loopback address",
    "127.255.255.254, 127.255.255.254 is a loopback address",
    "127.1, 127.0.0.1 is a loopback address",
    "127.0.1, 127.0.0.1 is a loopback address",
    "2130706433, 127.0.0.1 is a loopback address",
    "017700000001, 127.0.0.1 is a loopback address",
    "0177.0.0.1, 127.0.0.1 is a loopback address",
    "0177.0.01, 127.0.0.1 is a loopback address",
    "0x7f000001, 127.0.0.1 is a loopback address",
    "0X7F000001, 127.0.0.1 is a loopback address",
    "0x7f.1, 127.0.0.1 is a loopback address",
    "0x7f.0x0.0x0.0x1, 127.0.0.1 is a loopback address",
    "0x000000007f.1, 127.0.0.1 is a loopback address",
    "[::1], 0:0:0:0:0:0:0:1 is a loopback address",
    "[0000:0:0:0:0:0:0:0001], 0:0:0:0:0:0:0:1 is a loopback address",
    "[::ffff:127.0.0.1], 127.0.0.1 is a loopback address",
    "[::FFFF:7f00:1], 127.0.0.1 is a loopback address",
    "[64:ff9b::127.0.0.1], 64:ff9b:0:0:0:0:7f00:1 is a loopback address",
    "0.0.0.0, 0.0.0.0 is an unspecified address",
    "0, 0.0.0.0 is an unspecified address",
    "0x, 0.0.0.0 is an unspecified address",
    "0.1.2.3, 0.1.2.3 is an unspecified address",
    "[::], 0:0:0:0:0:0:0:0 is an unspecified address",
    "10.0.0.1, 10.0.0.1 is a private address",
    "10.1, 10.0.0.1 is a private address",
    "172.16.0.1, 172.16.0.1 is a private address",
    "172.31.255.255, 172.31.255.255 is a private address",
    "192.168.0.1, 192.168.0.1 is a private address",
    "[64:ff9b::10.0.0.1], 64:ff9b:0:0:0:0:a00:1 is a private address",
    "[64:ff9b:1::a00:1], 64:ff9b:1:0:0:0:a00:1 is an address of local translation",
    "100.64.0.1, 100.64.0.1 is a shared address of a provider",
    "100.127.255.255, 100.127.255.255 is a shared address of a provider",
    "169.254.1.1, 169.254.1.1 is a link-local address",
    "169.254.169.254, 169.254.169.254 is a link-local address",
    "2852039166, 169.254.169.254 is a link-local address",
    "[fe80::1], fe80:0:0:0:0:0:0:1 is a link-local address",
    "[febf::1], febf:0:0:0:0:0:0:1 is a link-local address",
    "[::ffff:169.254.169.254], 169.254.169.254 is a link-local address",
    "[64:ff9b::a9fe:a9fe], 64:ff9b:0:0:0:0:a9fe:a9fe is a link-local address",
    "[fc00::1], fc00:0:0:0:0:0:0:1 is a unique local address",
    "[fd00::1], fd00:0:0:0:0:0:0:1 is a unique local address",
    "[fec0::1], fec0:0:0:0:0:0:0:1 is a unique local address",
    "[fd00:ec2::254], fd00:ec2:0:0:0:0:0:254 is the address of a cloud's metadata service",
    "[fd20:ce::254], fd20:ce:0:0:0:0:0:254 is the address of a cloud's metadata service",
    "100.100.100.200, 100.100.100.200 is the address of a cloud's metadata service",
    "168.63.129.16, 168.63.129.16 is the address of a cloud's metadata service",
    "192.0.0.192, 192.0.0.192 is the address of a cloud's metadata service",
    "192.0.0.1, 192.0.0.1 is an address for protocols of the IETF",
    "192.0.2.1, 192.0.2.1 is an address for documentation",
    "198.51.100.1, 198.51.100.1 is an address for documentation",
    "203.0.113.1, 203.0.113.1 is an address for documentation",
    "[2001:db8::1], 2001:db8:0:0:0:0:0:1 is an address for documentation",
    "[3fff:fff::1], 3fff:fff:0:0:0:0:0:1 is an address for documentation",
    "192.88.99.1, 192.88.99.1 is a 6to4 address",
    "[2002:7f00:1::], 2002:7f00:1:0:0:0:0:0 is a 6to4 address",
    "[2002:101:101::], 2002:101:101:0:0:0:0:0 is a 6to4 address",
    "[2001::1], 2001:0:0:0:0:0:0:1 is an address for protocols of the IETF",
    "[2001:2::1], 2001:2:0:0:0:0:0:1 is an address for protocols of the IETF",
    "198.18.0.1, 198.18.0.1 is an address for benchmarks",
    "198.19.255.255, 198.19.255.255 is an address for benchmarks",
    "224.0.0.1, 224.0.0.1 is a multicast address",
    "239.255.255.255, 239.255.255.255 is a multicast address",
    "[ff02::1], ff02:0:0:0:0:0:0:1 is a multicast address",
    "240.0.0.1, 240.0.0.1 is a reserved address",
    "255.255.255.255, 255.255.255.255 is a reserved address",
    "[::127.0.0.1], 0:0:0:0:0:0:7f00:1 is no unicast address",
    "[::1.1.1.1], 0:0:0:0:0:0:101:101 is no unicast address",
    "[100::1], 100:0:0:0:0:0:0:1 is no unicast address",
    "[5f00::1], 5f00:0:0:0:0:0:0:1 is no unicast address",
    "[4000::1], 4000:0:0:0:0:0:0:1 is no unicast address"
  })
  void hostThatIsNotPublicIsRefusedInEverySpelling(String host, String why) {
    assertThat(PRODUCTION.brokenBy("https://" + host + "/cb"))
        .hasValueSatisfying(rule -> assertThat(rule).endsWith(why));
  }

  @Test
  void longUrlIsRefused() {
    String url = "https://bot.example/";

    assertThat(PRODUCTION.brokenBy(url + "x".repeat(2048 - url.length()))).isEmpty();
    assertThat(PRODUCTION.brokenBy(url + "x".repeat(2049 - url.length())))
        .contains("must have at most 2048 characters");
  }

  @Test
  void nameIsAsLongAsDnsAllows() {
    String label = "x".repeat(63);
    String name = String.join(".", label, label, label, "x".repeat(61));

    assertThat(PRODUCTION.brokenBy("https://" + name)).isEmpty();
    assertThat(PRODUCTION.brokenBy("https://" + name + "x")).isPresent();
    assertThat(PRODUCTION.brokenBy("https://" + label + "x.example")).isPresent();
  }

  // ---- development mode

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "http://localhost/cb",
        "http://localhost:3000/cb",
        "http://bot.localhost:3000/cb",
        "http://127.0.0.1:1/",
        "http://127.1:3000/",
        "http://[::1]:3000/",
        "https://localhost:8443/"
      })
  void developmentReachesThisMachine(String url) {
    assertThat(DEVELOPMENT.brokenBy(url)).isEmpty();
    assertThat(PRODUCTION.brokenBy(url)).isPresent();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "http://bot.example/|must begin with https:// (in development mode, http:// to localhost, too)",
        "http://10.0.0.1/|must begin with https:// (in development mode, http:// to localhost, too)",
        "http://0.0.0.0/|must begin with https:// (in development mode, http:// to localhost, too)",
        "ftp://localhost/|must begin with https:// (in development mode, http:// to localhost, too)",
        "https://10.0.0.1/|must name a public host: 10.0.0.1 is a private address",
        "https://bot.example:8443/|must have the port 443",
        "http://me@localhost/|must have no user information",
        "http://localhost/#f|must have no fragment",
        "http://localhost:0/|must have a port from 1 to 65535"
      })
  void developmentReachesNothingElse(String url, String rule) {
    assertThat(DEVELOPMENT.brokenBy(url)).contains(rule);
  }

  // ---- settings

  @Test
  void portsAreThoseOfTheSetting() {
    CallbackRule rule = rule("callback-ports", "8443,444");

    assertThat(rule.brokenBy("https://bot.example:444/")).isEmpty();
    assertThat(rule.brokenBy("https://bot.example:8443/")).isEmpty();
    assertThat(rule.brokenBy("https://bot.example/"))
        .contains("must have one of the ports 444, 8443");
  }

  @Test
  void networksOfTheSettingAreReachedInEverySpelling() {
    CallbackRule rule = rule("callback-networks", "10.1.0.0/16,fd00:1::/32");

    for (String host :
        List.of("10.1.2.3", "10.66051", "0xa010203", "[::ffff:10.1.2.3]", "[fd00:1::1]")) {
      assertThat(rule.brokenBy("https://" + host)).as(host).isEmpty();
    }
    for (String host :
        List.of("10.2.0.0", "10.0.255.255", "[fd00:2::1]", "192.168.0.1", "localhost")) {
      assertThat(rule.brokenBy("https://" + host)).as(host).isPresent();
    }
    assertThat(rule.brokenBy("http://10.1.2.3/")).contains("must begin with https://");
    assertThat(rule.brokenBy("https://10.1.2.3:8443/")).contains("must have the port 443");
  }

  @Test
  void networkOfThisMachineCanBeAllowed() {
    CallbackRule rule = rule("callback-networks", "127.0.0.0/8");

    assertThat(rule.brokenBy("https://localhost/")).isEmpty();
    assertThat(rule.brokenBy("https://127.1/")).isEmpty();
    assertThat(rule.brokenBy("http://localhost/")).contains("must begin with https://");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "169.254.169.254",
        "[fe80::1]",
        "0.0.0.0",
        "[::]",
        "224.0.0.1",
        "[ff02::1]",
        "255.255.255.255",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "[fd00:ec2::254]",
        "[fd20:ce::254]",
        "[::ffff:169.254.169.254]",
        "[64:ff9b::169.254.169.254]"
      })
  void someAddressesCanNotBeAllowed(String host) {
    assertThat(ALLOWING.brokenBy("https://" + host + ":8443/cb")).isPresent();
    assertThat(ALLOWING.brokenBy("https://10.0.0.1:8443/cb")).isEmpty();
    assertThat(ALLOWING.brokenBy("https://[fd00::1]:8443/cb")).isEmpty();
  }

  // ---- what a name resolves to

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "1.1.1.1, ",
    "2606:4700:4700::1111, ",
    "64:ff9b::1.1.1.1, ",
    "127.0.0.1, a loopback address",
    "::1, a loopback address",
    "10.0.0.1, a private address",
    "169.254.169.254, a link-local address",
    "fe80::1, a link-local address",
    "64:ff9b::10.0.0.1, a private address",
    "fd00::1, a unique local address",
    "0.0.0.0, an unspecified address",
    "::, an unspecified address",
    "2002:a00:1::, a 6to4 address"
  })
  void resolvedAddressIsHeldToTheSameRule(String address, String kind) throws Exception {
    for (CallbackRule rule : List.of(PRODUCTION, DEVELOPMENT)) {
      assertThat(
              rule.brokenBy(rule.endpoint("https://bot.example/"), InetAddress.getByName(address)))
          .isEqualTo(Optional.ofNullable(kind));
    }
  }

  @Test
  void localhostMustResolveToThisMachine() throws Exception {
    Endpoint endpoint = DEVELOPMENT.endpoint("http://localhost:3000/");

    for (String own : List.of("127.0.0.1", "127.1.2.3", "::1")) {
      assertThat(DEVELOPMENT.brokenBy(endpoint, InetAddress.getByName(own))).as(own).isEmpty();
    }
    for (String other : List.of("1.1.1.1", "10.0.0.1", "169.254.169.254", "fe80::1")) {
      assertThat(DEVELOPMENT.brokenBy(endpoint, InetAddress.getByName(other)))
          .as(other)
          .contains("an address that is not this machine's own");
    }
  }

  // ---- what is left of a URL

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "https://Bot.Example./cb?x=1, bot.example, 443, /cb?x=1, bot.example:443",
    "https://bot.example:8443, bot.example, 8443, /, bot.example:8443",
    "https://bot.example:8443?, bot.example, 8443, /?, bot.example:8443",
    "https://bot.example:8443/%2e%2E/a%20b, bot.example, 8443, /%2e%2E/a%20b, bot.example:8443",
    "https://0x01010101/, 1.1.1.1, 443, /, 1.1.1.1:443",
    "https://[2606:4700::1111]/, 2606:4700:0:0:0:0:0:1111, 443, /, [2606:4700:0:0:0:0:0:1111]:443"
  })
  void endpointIsInOneSpelling(String url, String host, int port, String target, String text)
      throws BrokenRuleException {
    Endpoint endpoint = rule("callback-ports", "443,8443").endpoint(url);

    assertThat(endpoint.host().text()).isEqualTo(host);
    assertThat(endpoint.port()).isEqualTo(port);
    assertThat(endpoint.target()).isEqualTo(target);
    assertThat(endpoint.secure()).isTrue();
    assertThat(endpoint).hasToString(text);
  }

  @Test
  void portFollowsFromTheScheme() throws BrokenRuleException {
    assertThat(DEVELOPMENT.endpoint("http://localhost/").port()).isEqualTo(80);
    assertThat(DEVELOPMENT.endpoint("https://localhost/").port()).isEqualTo(443);
  }

  // ---- every spelling

  /** Against a rule of addresses that knows nothing of the code: Java's own parser and methods. */
  @Property
  void everySpellingOfAnAddressGetsTheSameVerdict(
      @ForAll("ipv4") byte[] bytes, @ForAll("spellings") Spelling spelling)
      throws UnknownHostException, BrokenRuleException {
    String plain = InetAddress.getByAddress(bytes).getHostAddress();
    String host = spelling.of(bytes);

    assertThat(PRODUCTION.brokenBy("https://" + host + "/"))
        .as("%s as %s", plain, host)
        .isEqualTo(PRODUCTION.brokenBy("https://" + plain + "/"));
    assertThat(ALLOWING.brokenBy("https://" + host + "/"))
        .as("%s as %s, allowed", plain, host)
        .isEqualTo(ALLOWING.brokenBy("https://" + plain + "/"));
    if (PRODUCTION.brokenBy("https://" + plain + "/").isEmpty()) {
      assertThat(PRODUCTION.endpoint("https://" + host + "/").host().address())
          .contains(InetAddress.getByAddress(bytes));
    }
  }

  /** What Java knows of addresses is less than the rule does, and never more. */
  @Property
  void whatJavaCallsLocalIsRefused(@ForAll("addresses") byte[] bytes) throws UnknownHostException {
    InetAddress address = InetAddress.getByAddress(bytes);
    String text = address.getHostAddress();
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      assertThat(PRODUCTION.brokenBy("https://" + (bytes.length == 4 ? text : "[" + text + "]")))
          .as(text)
          .isPresent();
    }
  }

  /** How an IPv4 address may be written. */
  record Spelling(int parts, List<Integer> radixes, boolean upperCase, boolean finalDot, int form) {

    String of(byte[] bytes) {
      return switch (form) {
        case 0 -> "[::ffff:%d.%d.%d.%d]".formatted((Object[]) numbers(bytes));
        case 1 -> "[::FFFF:%x:%x]".formatted(word(bytes, 0, 2), word(bytes, 2, 2));
        case 2 -> "[0:0:0:0:0:ffff:%04X:%04X]".formatted(word(bytes, 0, 2), word(bytes, 2, 2));
        default -> {
          StringBuilder text = new StringBuilder();
          for (int i = 0; i < parts; i++) {
            long number = word(bytes, i, i < parts - 1 ? 1 : 4 - i);
            text.append(i == 0 ? "" : ".")
                .append(
                    switch (radixes.get(i)) {
                      case 8 -> "0" + Long.toOctalString(number);
                      case 16 -> "0x" + Long.toHexString(number);
                      case 17 -> "0x0000" + Long.toHexString(number);
                      default -> Long.toString(number);
                    });
          }
          String written = text.append(finalDot ? "." : "").toString();
          yield upperCase ? written.toUpperCase(Locale.ROOT) : written;
        }
      };
    }

    private static Integer[] numbers(byte[] bytes) {
      return new Integer[] {bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff, bytes[3] & 0xff};
    }

    private static long word(byte[] bytes, int from, int width) {
      long word = 0;
      for (int i = from; i < from + width; i++) {
        word = word << 8 | (bytes[i] & 0xff);
      }
      return word;
    }
  }

  @Provide
  Arbitrary<Spelling> spellings() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 4),
            Arbitraries.of(8, 10, 16, 17).list().ofSize(4),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(0, 9))
        .as(Spelling::new);
  }

  /** Random ones, and as many from the blocks that matter. */
  @Provide
  Arbitrary<byte[]> ipv4() {
    Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofSize(4);
    Arbitrary<byte[]> special =
        Combinators.combine(
                Arbitraries.of(
                    List.of(0, 0),
                    List.of(10, 0),
                    List.of(100, 64),
                    List.of(100, 100),
                    List.of(127, 0),
                    List.of(169, 254),
                    List.of(172, 16),
                    List.of(172, 31),
                    List.of(192, 0),
                    List.of(192, 168),
                    List.of(198, 18),
                    List.of(224, 0),
                    List.of(255, 255)),
                any)
            .as(
                (head, tail) ->
                    new byte[] {
                      head.get(0).byteValue(), head.get(1).byteValue(), tail[2], tail[3]
                    });
    return Arbitraries.oneOf(any, special);
  }

  @Provide
  Arbitrary<byte[]> addresses() {
    Arbitrary<byte[]> sixteen =
        Combinators.combine(
                Arbitraries.of(0, 0xfe, 0xfc, 0xff, 0x20, 0x26),
                Arbitraries.of(0, 0x80, 0xc0, 0x02),
                Arbitraries.bytes().array(byte[].class).ofSize(16))
            .as(
                (first, second, bytes) -> {
                  byte[] whole = bytes.clone();
                  whole[0] = first.byteValue();
                  whole[1] = second.byteValue();
                  return whole;
                });
    return Arbitraries.oneOf(ipv4(), sixteen);
  }

  private static CallbackRule rule(String... settings) {
    Map<String, String> properties = new TreeMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      properties.put("switchboard." + settings[i], settings[i + 1]);
    }
    return CallbackRule.of(Settings.from(Map.of(), properties));
  }
}
