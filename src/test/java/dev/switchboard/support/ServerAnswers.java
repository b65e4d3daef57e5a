package dev.switchboard.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What servers do by themselves, before any code of the service is asked, and in which they differ:
 * the one place for it. Everything else is answered alike by every server.
 */
public final class ServerAnswers {

  /** What must not stand in a request target unencoded (RFC 3986 section 2). */
  private static final Pattern NOT_IN_A_TARGET = Pattern.compile("[^\\x21-\\x7E]|[{}|^\"<>`]");

  /**
   * What WildFly takes, after the head of a POST to a path that does not exist: a line that is
   * continued (RFC 9112 section 5.2) or ends with a bare LF (section 2.2) as it may, one with a
   * bare CR as it must not (section 2.2); and chunks that are none only when somebody reads them,
   * which for such a path is nobody.
   */
  private static final Set<String> FRAMED_FOR_WILDFLY =
      Set.of(
          "Transfer-Encoding:\r\n chunked\r\n\r\n",
          "X: a\nContent-Length: 5\r\n\r\n",
          "X: a\rContent-Length: 5\r\n\r\n",
          "Transfer-Encoding: chunked\r\n\r\n-1\r\n",
          "Transfer-Encoding: chunked\r\n\r\n10000000000000000\r\n");

  /**
   * What GlassFish takes in the same place, and with it the request behind: chunks beside a
   * Content-Length, which then does not count (RFC 9112 section 6.1), and a line with no name that
   * counts, or with a bare CR in its value, as if it were not there (sections 2.2 and 5.1).
   */
  private static final Set<String> FRAMED_FOR_GLASSFISH =
      Set.of(
          "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
          "Transfer-Encoding : chunked\r\n\r\n",
          "Transfer-Encoding\u0000: chunked\r\n\r\n",
          "Content-Length : 5\r\n\r\n",
          "X: a\rContent-Length: 5\r\n\r\n");

  /** A line that ends with a bare LF, as it may (RFC 9112 section 2.2): GlassFish takes it. */
  private static final String ENDED_FOR_GLASSFISH = "X: a\nContent-Length: 5\r\n\r\n";

  /**
   * What Liberty takes after such a head: what others refuse of lengths and codings, spaces before
   * the colon, bare LF and CR, and chunks that nobody reads. Its 404 ends the connection, so that
   * nothing behind it is read.
   */
  private static final Set<String> FRAMED_FOR_LIBERTY =
      Set.of(
          "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
          "Transfer-Encoding : chunked\r\n\r\n",
          "Content-Length: 0\r\nContent-Length: 5\r\n\r\n",
          "Content-Length: 0, 0\r\n\r\n",
          "Content-Length: +0\r\n\r\n",
          "Content-Length: 0x0\r\n\r\n",
          "Content-Length:\r\n\r\n",
          "Content-Length : 5\r\n\r\n",
          "X: a\nContent-Length: 5\r\n\r\n",
          "X: a\rContent-Length: 5\r\n\r\n",
          "Transfer-Encoding: chunked\r\n\r\n-1\r\n",
          "Transfer-Encoding: chunked\r\n\r\n10000000000000000\r\n");

  /** A control character, percent-encoded: Liberty refuses a target that has one. */
  private static final Pattern ENCODED_CONTROL = Pattern.compile("%[01][0-9A-Fa-f]|%7[Ff]");

  private ServerAnswers() {}

  /** A request to a path that does not exist, with an odd head, and another request behind it. */
  public static void assertNothingBehindIsAnswered(String rest, String answer) {
    if (Server.current() == Server.GLASSFISH && FRAMED_FOR_GLASSFISH.contains(rest)) {
      assertThat(answer).startsWith("HTTP/1.1 404 ").containsOnlyOnce("HTTP/1.1 404 ");
      assertThat(answer)
          .containsOnlyOnce("HTTP/1.1 200 ")
          .endsWith("{\"status\":\"UP\",\"checks\":[]}");
      return;
    }
    if (takesTheLine(rest)) {
      assertThat(answer).startsWith("HTTP/1.1 404 ").containsOnlyOnce("HTTP/1.1 404 ");
      // What is behind the body is garbage to it, which ends the connection.
      String behind = answer.substring(answer.indexOf("\"}}}") + "\"}}}".length());
      assertThat(behind)
          .matches(
              Server.current() == Server.GLASSFISH
                  ? "HTTP/1\\.1 400 [^\r\n]*\\s*"
                  : "|(?s)HTTP/1\\.1 400 Bad Request.*Connection: close.*");
    } else if (Server.current() == Server.LIBERTY && FRAMED_FOR_LIBERTY.contains(rest)) {
      assertThat(answer).startsWith("HTTP/1.1 404 ").containsOnlyOnce("HTTP/1.1 ");
      assertThat(answer).containsIgnoringCase("Connection: close");
    } else {
      assertThat(answer).startsWith("HTTP/1.1 400 ").containsOnlyOnce("HTTP/1.1 ");
      assertThat(answer).containsIgnoringCase("Connection: close");
    }
    assertThat(answer).doesNotContain("\"UP\"");
  }

  private static boolean takesTheLine(String rest) {
    return switch (Server.current()) {
      case WILDFLY -> FRAMED_FOR_WILDFLY.contains(rest);
      case GLASSFISH -> ENDED_FOR_GLASSFISH.equals(rest);
      case PAYARA_MICRO, PAYARA, LIBERTY -> false;
    };
  }

  /** Whether the server has MicroProfile OpenAPI: GlassFish has nothing of MicroProfile. */
  public static boolean hasOpenApi() {
    return Server.current() != Server.GLASSFISH;
  }

  /**
   * Payara has a page of its own, switched off. Below {@code /openapi} WildFly tells the
   * description again, and Liberty has a page that cannot be switched off, to which it redirects.
   * Elsewhere nothing is there.
   */
  public static int statusOfAPageOfItsOwn(String path) {
    if (path.equals("/openapi/ui")) {
      return switch (Server.current()) {
        case WILDFLY -> 200;
        case LIBERTY -> 302;
        case PAYARA_MICRO, PAYARA, GLASSFISH -> 404;
      };
    }
    return Set.of(Server.PAYARA_MICRO, Server.PAYARA).contains(Server.current())
            && path.equals("/metrics")
        ? 403
        : 404;
  }

  /** Payara Micro has no path with a NUL; for WildFly it is one like any other. */
  public static int statusOfAPathWithANul() {
    return Server.current() == Server.WILDFLY ? 404 : 400;
  }

  /** Whether a head that comes a byte at a time is cut. */
  public static boolean boundsTheWholeHead() {
    return Server.current() == Server.WILDFLY;
  }

  /** Whether a body that stops coming is answered before the connection ends. */
  public static boolean answersASilentBody() {
    return Server.current() != Server.WILDFLY;
  }

  /** Whether a body is cut that comes a byte at a time after its answer. */
  public static boolean boundsARefusedBody() {
    return Server.current() != Server.WILDFLY;
  }

  /** A request of HTTP/1.0 that must be refused: WildFly and Liberty answer in that version. */
  public static void assertOldRequestIsRefused(String answer) {
    String version =
        Set.of(Server.WILDFLY, Server.LIBERTY).contains(Server.current())
            ? "HTTP/1.0 "
            : "HTTP/1.1 ";
    assertThat(answer).startsWith(version + "400 ").containsOnlyOnce("HTTP/1.");
  }

  /** A Host that is none, or stands twice: WildFly refuses it in a few words of its own. */
  public static void assertHostIsRefused(String answer) {
    assertThat(answer).startsWith("HTTP/1.1 400 ").containsOnlyOnce("HTTP/1.1 ");
    if (Server.current() == Server.WILDFLY) {
      assertThat(answer).contains("Connection: close", "Content-Length: 0").endsWith("\r\n\r\n");
    } else {
      assertThat(answer).contains("badRequest");
    }
  }

  /**
   * Whether a Host with a colon and no port behind it is taken, as RFC 3986 section 3.2.3 has it.
   */
  public static boolean takesAHostWithAnEmptyPort() {
    return Server.current() != Server.WILDFLY;
  }

  /** A body that stops being chunked while it is read: WildFly ends the connection. */
  public static void assertBrokenChunksAreRefused(String answer) {
    if (hangsUpOnBrokenChunks()) {
      assertThat(answer).isEmpty();
    } else {
      assertThat(answer).matches("(?s)HTTP/1\\.1 400 .*").containsOnlyOnce("HTTP/1.1 ");
    }
  }

  /** Whether chunks that are none, and are read, get no answer at all. */
  public static boolean hangsUpOnBrokenChunks() {
    return Server.current() == Server.WILDFLY;
  }

  /** Whether a body that cannot be read hides that the resource has no such method. */
  public static boolean readsABodyBeforeTheMethodCounts() {
    return !Set.of(Server.WILDFLY, Server.LIBERTY).contains(Server.current());
  }

  /** Whether the server itself refuses a request target, because of its characters. */
  public static boolean refusesTarget(String target) {
    return switch (Server.current()) {
      case WILDFLY -> NOT_IN_A_TARGET.matcher(target).find();
      case LIBERTY -> ENCODED_CONTROL.matcher(target.replaceFirst("\\?.*", "")).find();
      default -> false;
    };
  }

  /** The server's own refusal of a request target: a status, and a sentence on Liberty. */
  public static void assertTargetIsRefused(Response response) {
    assertThat(response.statusCode()).isEqualTo(400);
    if (Server.current() == Server.LIBERTY) {
      assertThat(response.asString()).contains("CWWWC0005I");
    } else {
      assertThat(response.asString()).isEmpty();
    }
    assertThat(response.header("request-id")).isNull();
    assertThat(response.header("Server")).isNull();
  }

  /**
   * The lines that the server prints at a start whatever its log is told: Payara Server's web
   * container keeps to INFO, in four of them.
   */
  public static int linesThatCannotBeMuted() {
    return Server.current() == Server.PAYARA ? 4 : 0;
  }

  /**
   * Whether the server adds its stack traces to the sentence that says why it cannot deploy.
   * GlassFish writes them by {@code jakarta.enterprise.system.core}, the logger that alone says why
   * the whole server does not start (a port that is taken, for one); and its log manager takes
   * neither a handler nor a filter for a single logger.
   */
  public static boolean tracesAFailedDeployment() {
    return Server.current() == Server.GLASSFISH;
  }

  /**
   * A TRACE by a stranger: Liberty hands it to the service, to which it is a request like any
   * other; the other servers have switched it off.
   */
  public static int statusOfTrace(int statusOfGet) {
    return Server.current() == Server.LIBERTY && statusOfGet != 200 ? statusOfGet : 405;
  }

  /**
   * Whether methods are case-sensitive (RFC 9110 section 9.1): Liberty takes those that it knows in
   * any case.
   */
  public static boolean tellsMethodsByTheirCase() {
    return Server.current() != Server.LIBERTY;
  }

  /** Whether two different lengths are refused (RFC 9112 section 6.3): Liberty takes the first. */
  public static boolean refusesTwoLengths() {
    return Server.current() != Server.LIBERTY;
  }

  /** Whether chunks that keep coming after the 408 are cut: Liberty skips them. */
  public static boolean boundsRefusedChunks() {
    return Server.current() != Server.LIBERTY;
  }

  /**
   * What the audit log says of a path below WEB-INF: WildFly is configured to hand it on as one
   * that does not exist, so that the service is asked.
   */
  public static String recordedPathOf(String path) {
    return Server.current() == Server.WILDFLY ? "/hidden" + path : path;
  }
}
