package dev.switchboard.contract;

import dev.switchboard.support.RawHttp;
import dev.switchboard.support.ServerAnswers;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** One request, byte for byte, and what must come back. What no case says, all cases share. */
final class SecurityCase {

  /** Cases that have a row of the table in common. */
  record Row(String name, List<SecurityCase> cases) {

    /** The row of this name in the table. */
    static Row of(String name, SecurityCase... cases) {
      return new Row(name, List.of(cases));
    }
  }

  private final String name;
  private final List<String> headers = new ArrayList<>();
  private final Set<Integer> statuses = new TreeSet<>();
  private String method = "GET";
  private String url = "";
  private byte[] body = new byte[0];
  private byte[] whole;
  private String twin;
  private Optional<String> about;
  private Consumer<Response> more = response -> {};
  private boolean byServer;
  private boolean brokenChunks;
  private boolean outside;

  private SecurityCase(String name) {
    this.name = name;
  }

  /** A request by its method and absolute URL, without any header besides Host and Connection. */
  static SecurityCase send(String name, String method, String url) {
    SecurityCase sent = new SecurityCase(name);
    sent.method = method;
    sent.url = url;
    return sent;
  }

  /** A request that is no HTTP, or that lies about its length. */
  static SecurityCase sendBytes(String name, String url, String whole) {
    SecurityCase sent = send(name, "?", url);
    sent.whole = whole.getBytes(StandardCharsets.UTF_8);
    return sent;
  }

  /** Adds a header. */
  SecurityCase with(String header, String value) {
    headers.add(header + ": " + value);
    return this;
  }

  /** Adds an access token where one belongs. */
  SecurityCase bearer(String token) {
    return with("Authorization", "Bearer " + token);
  }

  /** Adds a JSON body. */
  SecurityCase json(String text) {
    return json(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a JSON body. */
  SecurityCase json(byte[] bytes) {
    return with("Content-Type", "application/json").bytes(bytes);
  }

  /** Adds a body that says nothing of what it is. */
  SecurityCase bytes(byte[] bytes) {
    body = bytes.clone();
    return this;
  }

  /** What must come back: one of these. */
  SecurityCase gets(Integer... any) {
    statuses.addAll(Arrays.asList(any));
    return this;
  }

  /** What the refusal must be about; null for nothing in particular. */
  SecurityCase about(String target) {
    about = Optional.ofNullable(target);
    return this;
  }

  /** The same request to this URL must get the same answer, but for ids and dates. */
  SecurityCase like(String otherUrl) {
    twin = otherUrl;
    return this;
  }

  /** What else must be so. */
  SecurityCase and(Consumer<Response> check) {
    more = more.andThen(check);
    return this;
  }

  /** The server may answer before the application is asked: no JSON, no audit record. */
  SecurityCase perhapsByTheServer() {
    byServer = true;
    return this;
  }

  /** The body has chunks that are none; they are read. */
  SecurityCase withBrokenChunks() {
    brokenChunks = true;
    return this;
  }

  /** Outside the service roots a 403 is no matter of tokens and has no challenge. */
  SecurityCase outsideTheRoots() {
    outside = true;
    return this;
  }

  /** Whether the server ends the connection without an answer. */
  boolean isHungUpOn() {
    return brokenChunks && ServerAnswers.hangsUpOnBrokenChunks();
  }

  /** The request target as it is sent. */
  String target() {
    return whole == null ? url.replaceFirst("https?://[^/]+", "") : "";
  }

  String name() {
    return name;
  }

  String method() {
    return method;
  }

  Set<Integer> statuses() {
    return statuses;
  }

  /** The URL that must answer alike; null if there is none. */
  String twin() {
    return twin;
  }

  /** Null if the refusal may be about anything. */
  Optional<String> about() {
    return about;
  }

  boolean isPerhapsByTheServer() {
    return byServer;
  }

  boolean isOutsideTheRoots() {
    return outside;
  }

  /** Whether the path begins with a service root as it is written, and not only once decoded. */
  boolean isBelowARoot() {
    return url.matches("https?://[^/]+/(v1\\.0|beta)([/?].*)?");
  }

  /** Whether a token is where one belongs. */
  boolean sendsToken() {
    return headers.stream().anyMatch(header -> header.matches("(?is)authorization: bearer \\S.*"));
  }

  void checkMore(Response response) {
    more.accept(response);
  }

  Response send() {
    return sendTo(url);
  }

  /** All that comes back, to a request that is given as a whole. */
  String exchange() {
    return server().exchange(new String(whole, StandardCharsets.UTF_8));
  }

  private RawHttp server() {
    return RawHttp.at(url.replaceFirst("(https?://[^/]+).*", "$1"));
  }

  Response sendTo(String otherUrl) {
    RawHttp server = server();
    if (whole != null) {
      return server.send(whole);
    }
    StringBuilder lines = new StringBuilder();
    headers.forEach(header -> lines.append(header).append("\r\n"));
    return server.send(method, otherUrl, lines.toString(), body);
  }
}
