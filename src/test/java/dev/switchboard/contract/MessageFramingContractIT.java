package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.RawHttp;
import dev.switchboard.support.Refusal;
import dev.switchboard.support.ServerAnswers;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that a proxy and a server might cut at different places (RFC 9112 section 11.2), or take
 * for different resources.
 */
class MessageFramingContractIT {

  /** Comes behind the body of the request under test; whoever answers it was smuggled past. */
  private static final String NEXT = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final Api bot = Api.bot();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: xchunked\r\n\r\n",
        "Transfer-Encoding: gzip, chunked\r\n\r\n",
        "Transfer-Encoding: chunkedx\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: \u000Bchunked\r\n\r\n",
        "Transfer-Encoding:\r\n chunked\r\n\r\n",
        "Transfer-Encoding : chunked\r\n\r\n",
        "Transfer-Encoding\u0000: chunked\r\n\r\n",
        "Content-Length: 0\r\nContent-Length: 5\r\n\r\n",
        "Content-Length: 0, 0\r\n\r\n",
        "Content-Length: +0\r\n\r\n",
        "Content-Length: 0x0\r\n\r\n",
        "Content-Length:\r\n\r\n",
        "Content-Length : 5\r\n\r\n",
        "Content-Length: 18446744073709551616\r\n\r\n",
        "X: a\nContent-Length: 5\r\n\r\n",
        "X: a\rContent-Length: 5\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n-1\r\n",
        "Transfer-Encoding: chunked\r\n\r\n10000000000000000\r\n"
      })
  void ambiguousRequestIsRefusedAndNothingBehindItIsAnswered(String rest) {
    String answer =
        RawHttp.at(bot.url()).exchange("POST /nope HTTP/1.1\r\nHost: localhost\r\n" + rest + NEXT);

    ServerAnswers.assertNothingBehindIsAnswered(rest, answer);
  }

  @Test
  void chunkedBodyOfHttpOneZeroIsRefused() {
    String answer =
        RawHttp.at(bot.url())
            .exchange(
                "POST /nope HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                    + NEXT);

    ServerAnswers.assertOldRequestIsRefused(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "a/b",
        "a@b",
        "a:b",
        "a\"b",
        "<a>",
        "[::1",
        "localhost:123456",
        "a\r\nHost: b"
      })
  void hostThatIsNoneOrStandsTwiceIsRefused(String host) {
    String answer =
        RawHttp.at(bot.url())
            .exchange(
                "GET /health/live HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                    .formatted(host));

    ServerAnswers.assertHostIsRefused(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a.b-c.example:", "127.0.0.1:80", "[::1]", "[fe80::1]:8443"})
  void everyFormOfHostIsTaken(String host) {
    String answer =
        RawHttp.at(bot.url())
            .exchange(
                "GET /health/live HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                    .formatted(host));

    if (host.endsWith(":") && !ServerAnswers.takesAHostWithAnEmptyPort()) {
      ServerAnswers.assertHostIsRefused(answer);
    } else {
      assertThat(answer).startsWith("HTTP/1.1 200 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chunked", "Chunked", "CHUNKED"})
  void chunkedBodyIsRead(String coding) {
    String operation = bot.newOperation();
    String answer =
        RawHttp.at(bot.url())
            .exchange(
                """
                PATCH %s HTTP/1.1
                Host: localhost
                Connection: close
                Authorization: Bearer %s
                Content-Type: application/json
                Transfer-Encoding: %s

                16
                {"clientContext":"new"
                1
                }
                0

                """
                    .formatted(operation.substring(bot.url().length()), bot.token(), coding)
                    .replace("\n", "\r\n"));

    assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"clientContext\":\"new\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1.0/../health/live",
        "/v1.0/./../health/live",
        "/v1.0/%2e%2e/health/live",
        "/v1.0/..;/health/live",
        "/v1.0/..%2Fhealth/live",
        "/%2e%2e/health/live",
        "/..;/health/live",
        "/../health/live",
        "/%c0%ae%c0%ae/health/live",
        "/health/live%00",
        "/health\\live",
        "//WEB-INF/web.xml",
        "/WEB-INF;/web.xml",
        "/%57EB-INF/web.xml",
        "/v1.0%2Fcommunications%2Fcalls",
        "/v1.0;jsessionid=1/communications/calls",
        "/v1.0/communications/calls;jsessionid=1",
        "//v1.0/communications/calls",
        "/./v1.0/communications/calls",
        "/health/../v1.0/communications/calls"
      })
  void noSpellingOfAPathOpensAnythingToAStranger(String path) {
    Response response = RawHttp.at(bot.url()).send("GET", bot.url() + path, "", new byte[0]);

    assertThat(response.statusCode()).isIn(400, 401, 404);
    assertThat(response.asString()).doesNotContain("UP", "<web-app", "value");
    assertThat(response.header("Set-Cookie")).isNull();
  }

  @ParameterizedTest
  @CsvSource({"/health/live,200", "/v1.0/communications/calls,401", "/nope,404"})
  void traceIsRefusedAndEchoesNothing(String path, int statusOfGet) {
    Response response =
        RawHttp.at(bot.url()).send("TRACE", bot.url() + path, "X-Secret: hush\r\n", new byte[0]);

    assertThat(response.statusCode()).isEqualTo(ServerAnswers.statusOfTrace(statusOfGet));
    assertThat(response.asString()).doesNotContain("hush");
  }

  @Test
  void tokenOfSixteenKibibytesReachesTheService() {
    Refusal.of(
        401,
        bot.anonymous()
            .header("Authorization", "Bearer " + "x".repeat(16 * 1024))
            .get(bot.v1("/communications/calls")));
  }

  @Test
  void bodyThatStopsBeingChunkedIsRefused() {
    String operation = bot.newOperation();
    String answer =
        RawHttp.at(bot.url())
            .exchange(
                """
                PATCH %s HTTP/1.1
                Host: localhost
                Authorization: Bearer %s
                Content-Type: application/json
                Transfer-Encoding: chunked

                2
                {}
                ZZ
                """
                    .formatted(operation.substring(bot.url().length()), bot.token())
                    .replace("\n", "\r\n"));

    ServerAnswers.assertBrokenChunksAreRefused(answer);
  }
}
