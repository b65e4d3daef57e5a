package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.support.OncePerServer;
import dev.switchboard.support.RawHttp;
import dev.switchboard.support.Refusal;
import dev.switchboard.support.Server;
import dev.switchboard.support.ServerAnswers;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import dev.switchboard.support.TestIssuer;
import dev.switchboard.support.TestKeystore;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The start that an administrator runs, {@code start.sh}, with the administrator's certificate. */
@OncePerServer
class HardenedStartContractIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;

  private static TestIssuer issuer;
  private static TestKeystore keystore;
  private static SSLContext tls;
  private static SwitchboardProcess service;
  private static int managementPort;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    issuer = new TestIssuer();
    keystore = TestKeystore.in(folder);
    tls = keystore.trusting();
    managementPort = freePort();
    service =
        SwitchboardProcess.production("hardened")
            .withEnvironment("SWITCHBOARD_ISSUER", issuer.url())
            .withEnvironment("MANAGEMENT_PORT", Integer.toString(managementPort))
            .hardened(keystore)
            .startWithoutWaiting();
    await("the service is ready")
        .atMost(PATIENCE)
        // Nobody listens yet, or hangs up at once.
        .ignoreExceptionsMatching(
            failure -> failure instanceof UncheckedIOException || failure instanceof AssertionError)
        .until(() -> get("/health/ready", "").statusCode() == 200);
  }

  @AfterAll
  static void stop() {
    service.close();
    issuer.close();
  }

  private static Response get(String path, String headers) {
    return send("GET", path, headers, "");
  }

  private static Response send(String method, String path, String headers, String body) {
    return RawHttp.at(service.tlsUrl(), tls)
        .send(method, service.tlsUrl() + path, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  // ---- what the service does

  @Test
  void updateGoesThroughTlsAndLinksAreHttpsWhateverAHeaderClaims() throws Exception {
    String token =
        issuer.token(
            "api://switchboard",
            Service.newTenant(),
            "bot",
            "Calls.Initiate.All",
            "Calls.AccessMedia.All");
    String headers =
        """
        Authorization: Bearer %s
        Content-Type: application/json
        X-Forwarded-Host: evil.example
        X-Forwarded-Proto: gopher
        X-Forwarded-Port: 1
        X-Forwarded-For: 192.0.2.1
        X-Forwarded-Prefix: /evil
        X-Original-URL: /health/live
        X-Rewrite-URL: /health/live
        Forwarded: for=192.0.2.1;host=evil.example;proto=gopher
        Proxy-ip: 192.0.2.1
        Proxy-keysize: 256
        Proxy-auth-cert: evil
        X-Client-Verify: SUCCESS
        X-SSL-Client-Verify: SUCCESS
        X-HTTP-Method-Override: DELETE
        """
            .formatted(token)
            .replace("\n", "\r\n");

    String call =
        send(
                "POST",
                "/v1.0/communications/calls",
                headers,
                "{\"callbackUri\":\"https://bot.example/cb\"}")
            .header("Location");
    String operation =
        send(
                "POST",
                URI.create(call).getPath() + "/operations",
                headers,
                "{\"@odata.type\":\"#microsoft.graph.playPromptOperation\"}")
            .header("Location");
    Response patched =
        send("PATCH", URI.create(operation).getPath(), headers, "{\"status\":\"Running\"}");

    assertThat(operation).startsWith(service.tlsUrl() + "/v1.0/communications/calls/");
    assertThat(patched.statusCode()).isEqualTo(200);
    assertThat(patched.jsonPath().getString("'@odata.context'")).startsWith(service.tlsUrl() + "/");
    assertThat(patched.asString()).doesNotContain("evil", "gopher");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://localhost/cb|must begin with https://",
        "https://localhost/cb|must name a public host: localhost is this machine",
        "https://localhost./cb|must name a public host: localhost is this machine",
        "https://127.0.0.1/cb|must name a public host: 127.0.0.1 is a loopback address",
        "https://127.1/cb|must name a public host: 127.0.0.1 is a loopback address",
        "https://2130706433/cb|must name a public host: 127.0.0.1 is a loopback address",
        "https://0x7f000001/cb|must name a public host: 127.0.0.1 is a loopback address",
        "https://[::1]/cb|must name a public host: 0:0:0:0:0:0:0:1 is a loopback address",
        "https://[::ffff:127.0.0.1]/cb|must name a public host: 127.0.0.1 is a loopback address"
      })
  void callbackToThisMachineIsRefused(String uri, String rule) throws Exception {
    String token =
        issuer.token("api://switchboard", Service.newTenant(), "bot", "Calls.Initiate.All");

    Refusal refusal =
        Refusal.of(
                400,
                send(
                    "POST",
                    "/v1.0/communications/calls",
                    "Authorization: Bearer %s\r\nContent-Type: application/json\r\n"
                        .formatted(token),
                    "{\"callbackUri\":\"%s\"}".formatted(uri)))
            .about("callbackUri");

    assertThat(refusal.message()).isEqualTo("callbackUri " + rule + ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Client-Verify: SUCCESS", "Proxy-auth-cert: x", "X-Remote-User: bot"})
  void noHeaderButTheTokenMakesACaller(String header) {
    Refusal.of(401, get("/v1.0/communications/calls", header + "\r\n"));
  }

  @Test
  void tokenOfSixteenKibibytesGetsTheAnswerOfTheService() {
    Refusal.of(
        401,
        get(
            "/v1.0/communications/calls",
            "Authorization: Bearer " + "x".repeat(16 * 1024) + "\r\n"));
  }

  // ---- what the server keeps to itself

  @ParameterizedTest
  @CsvSource({
    "GET,/health/live,200",
    "GET,/v1.0/communications/calls,401",
    "GET,/nope,404",
    "PUT,/health/live,405",
    "TRACE,/health/live,405",
    "GET,/WEB-INF/web.xml,404",
    "GET,/META-INF/,404"
  })
  void noAnswerNamesTheServer(String method, String path, int status) {
    Response response = send(method, path, "", "");

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().hasHeaderWithName("Server")).isFalse();
    assertThat(response.headers().hasHeaderWithName("X-Powered-By")).isFalse();
    assertThat(response.headers() + response.asString())
        .doesNotContainIgnoringCase(
            "payara",
            "grizzly",
            "glassfish",
            "jersey",
            "servlet",
            "wildfly",
            "jboss",
            "undertow",
            "liberty",
            "websphere",
            "ibm");
  }

  @Test
  void pathWithANulIsRefused() {
    noAnswerNamesTheServer("GET", "/%00", ServerAnswers.statusOfAPathWithANul());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/metrics", "/openapi/ui", "/management", "/console", "/wildfly-services"})
  void pageOfTheServerTellsNothingOfIt(String path) {
    noAnswerNamesTheServer("GET", path, ServerAnswers.statusOfAPageOfItsOwn(path));
  }

  @Test
  void nothingButHttpsListens() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "the kernel tells who listens");

    Set<Integer> expected = new TreeSet<>(Set.of(URI.create(service.tlsUrl()).getPort()));
    if (Server.current() == Server.WILDFLY) {
      expected.add(managementPort);
      assertThat(loopbackPorts()).contains(managementPort);
    }
    if (Server.current() == Server.GLASSFISH || Server.current() == Server.PAYARA) {
      // Its administration cannot be switched off; in the tests it takes any free port.
      Set<Integer> administration = listeningPorts(service.pid());
      administration.removeAll(expected);
      assertThat(administration).hasSize(1);
      assertThat(loopbackPorts()).containsAll(administration);
      expected.addAll(administration);
    }
    assertThat(listeningPorts(service.pid())).isEqualTo(expected);
  }

  @Test
  void plainHttpIsOff() {
    URI http = URI.create(service.baseUrl());

    assertThatThrownBy(() -> new Socket(http.getHost(), http.getPort()).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void passwordOfTheKeystoreIsInNoListOfProcessesAndInNoLog() throws IOException {
    Path commandLine = Path.of("/proc", Long.toString(service.pid()), "cmdline");
    assumeTrue(Files.exists(commandLine), "the kernel tells command lines");

    assertThat(Files.readString(commandLine))
        .contains(
            switch (Server.current()) {
              case PAYARA_MICRO -> "payara-micro";
              case WILDFLY -> "jboss-modules.jar";
              case GLASSFISH, PAYARA -> "glassfish.jar";
              case LIBERTY -> "ws-server.jar";
            })
        .doesNotContain(keystore.password());
    assertThat(service.log()).doesNotContain(keystore.password());
  }

  @Test
  void startIsQuiet() {
    assertThat(service.log()).doesNotContain("WARN", "SEVERE", "Exception");
  }

  // ---- TLS

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void currentTlsIsSpoken(String version) throws IOException {
    try (SSLSocket socket = connect(version)) {
      socket.startHandshake();

      assertThat(socket.getSession().getProtocol()).isEqualTo(version);
      assertThat(socket.getSession().getCipherSuite()).contains("GCM");
    }
  }

  /** What no client library offers any more, said by hand; the first row shows that it is heard. */
  @ParameterizedTest(name = "{0}: version {1} and cipher suite {2}")
  @CsvSource({
    "ECDHE with AES-128-GCM in TLS 1.2, 0x0303, 0xC02B, 22",
    "ECDHE with AES-128-CBC in TLS 1.2, 0x0303, 0xC009, 21",
    "ECDHE with AES-256-CBC in TLS 1.2, 0x0303, 0xC024, 21",
    "ECDHE with AES-128-CBC in TLS 1.1, 0x0302, 0xC009, 21",
    "ECDHE with AES-128-CBC in TLS 1.0, 0x0301, 0xC009, 21",
    "ECDHE with AES-128-CBC in SSL 3, 0x0300, 0xC009, 21"
  })
  void obsoleteTlsIsRefused(String name, String version, String suite, int answer)
      throws IOException {
    URI https = URI.create(service.tlsUrl());
    try (Socket socket = new Socket(https.getHost(), https.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(clientHello(Integer.decode(version), Integer.decode(suite)));
      int first = socket.getInputStream().read();

      // A server may also just hang up.
      assertThat(first).isIn(answer == HANDSHAKE ? Set.of(HANDSHAKE) : Set.of(ALERT, -1));
    }
  }

  @Test
  void clientCannotRenegotiate() throws IOException {
    try (SSLSocket socket = connect("TLSv1.2")) {
      socket.setSoTimeout(10_000);
      socket.startHandshake();
      byte[] request =
          "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII);

      socket.getOutputStream().write(request);
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      assertThatThrownBy(
              () -> {
                socket.startHandshake();
                socket.getInputStream().readAllBytes();
              })
          .isInstanceOf(SSLException.class);
    }
  }

  private static SSLSocket connect(String version) throws IOException {
    URI https = URI.create(service.tlsUrl());
    SSLSocket socket =
        (SSLSocket)
            tls.getSocketFactory()
                .createSocket(InetAddress.getByName(https.getHost()), https.getPort());
    socket.setEnabledProtocols(new String[] {version});
    return socket;
  }

  /** RFC 5246 section 7.4.1.2, with one cipher suite. */
  private static byte[] clientHello(int version, int suite) throws IOException {
    ByteArrayOutputStream hello = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(hello);
    out.writeShort(version);
    out.write(new byte[32]);
    out.writeByte(0);
    out.writeShort(2);
    out.writeShort(suite);
    out.writeShort(0x0100);
    // Curve secp256r1, uncompressed points, ECDSA and RSA with SHA-256.
    byte[] extensions = {
      0, 10, 0, 4, 0, 2, 0, 23, 0, 11, 0, 2, 1, 0, 0, 13, 0, 6, 0, 4, 4, 3, 4, 1
    };
    out.writeShort(extensions.length);
    out.write(extensions);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    DataOutputStream wrapped = new DataOutputStream(message);
    wrapped.writeByte(HANDSHAKE);
    wrapped.writeShort(version == 0x0300 ? 0x0300 : 0x0301);
    wrapped.writeShort(hello.size() + 4);
    wrapped.writeInt(1 << 24 | hello.size());
    wrapped.write(hello.toByteArray());
    return message.toByteArray();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The ports at which somebody listens for this machine only. */
  private static Set<Integer> loopbackPorts() throws IOException {
    Set<Integer> ports = new TreeSet<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table))) {
        String[] columns = line.strip().split("\\s+", -1);
        String address = columns[1].replaceFirst(":.*", "");
        if (columns[3].equals("0A") && address.endsWith("0100007F")) {
          ports.add(Integer.parseInt(columns[1].substring(address.length() + 1), 16));
        }
      }
    }
    return ports;
  }

  private static Set<Integer> listeningPorts(long pid) throws IOException {
    Map<String, Integer> listeners = new HashMap<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table))) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns[3].equals("0A")) {
          String port = columns[1].substring(columns[1].lastIndexOf(':') + 1);
          listeners.put("socket:[" + columns[9] + "]", Integer.parseInt(port, 16));
        }
      }
    }
    Set<Integer> ports = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      for (Path file : files.toList()) {
        if (Files.isSymbolicLink(file)) {
          ports.add(listeners.getOrDefault(Files.readSymbolicLink(file).toString(), 0));
        }
      }
    }
    ports.remove(0);
    return ports;
  }
}
