package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.contract.SecurityCase.Row;
import dev.switchboard.support.ServerAnswers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What tricks with HTTP and with query options get, mostly from the owner with a good token. */
final class HttpCases {

  private static final String UPDATE = "{\"status\":\"Running\"}";

  private final SecurityScene scene;
  private final String token;
  private final String calls;

  HttpCases(SecurityScene scene) {
    this.scene = scene;
    this.token = scene.token("bot", scene.tenant);
    this.calls = scene.v1("/communications/calls");
  }

  List<Row> rows() {
    return List.of(
        override(),
        methods(),
        clientRequestId(),
        queryOptions(),
        withoutToken(),
        paths(),
        notHttp());
  }

  private SecurityCase send(String name, String method, String url) {
    return SecurityCase.send(name, method, url).bearer(token);
  }

  private Row override() {
    List<SecurityCase> cases = new ArrayList<>();
    for (String header :
        List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method")) {
      cases.add(
          send(header + " on POST", "POST", scene.operation)
              .with(header, "PATCH")
              .json(UPDATE)
              .gets(405));
      cases.add(send(header + " on GET", "GET", scene.operation).with(header, "DELETE").gets(200));
    }
    for (String query :
        List.of(
            "_method=DELETE", "_method=PATCH", "x-http-method-override=DELETE", "$method=DELETE")) {
      cases.add(send(query + " on GET", "GET", scene.operation + "?" + query).gets(200, 501));
      cases.add(
          send(query + " on POST", "POST", scene.operation + "?" + query).json(UPDATE).gets(405));
    }
    return new Row("X-HTTP-Method-Override, _method: ignored", cases);
  }

  private Row methods() {
    List<SecurityCase> cases = new ArrayList<>();
    cases.add(
        send("TRACE", "TRACE", scene.operation)
            .with("X-Secret", "echo-me")
            .gets(405)
            .perhapsByTheServer()
            .and(
                response ->
                    assertThat(response.asString()).doesNotContain(token, "echo-me", "X-Secret")));
    for (String method : List.of("PUT", "POST", "BREW", "PROPFIND", "LINK", "patch", "Delete")) {
      if (Set.of("patch", "Delete").contains(method) && !ServerAnswers.tellsMethodsByTheirCase()) {
        cases.add(send("get, for " + method, "get", scene.operation).gets(200));
        continue;
      }
      cases.add(
          send(method, method, scene.operation)
              .json(UPDATE)
              .gets(405)
              .and(
                  response ->
                      assertThat(response.header("Allow")).contains("GET", "PATCH", "DELETE")));
    }
    cases.add(
        send("PUT on the list", "PUT", calls)
            .json("[]")
            .gets(405)
            .and(response -> assertThat(response.header("Allow")).contains("GET", "POST")));
    cases.add(send("DELETE on the list", "DELETE", calls).gets(405));
    cases.add(send("OPTIONS changes nothing", "OPTIONS", scene.operation).gets(200, 204));
    return new Row("TRACE off; unknown method 405 with Allow", cases);
  }

  private Row clientRequestId() {
    List<SecurityCase> cases = new ArrayList<>();
    for (String id :
        List.of(
            "x\r\nX-Injected: yes",
            "x\nX-Injected: yes",
            "x\rX-Injected: yes",
            "\uD83D\uDCDE",
            "<script>",
            "${jndi:ldap://127.0.0.1/a}",
            "\u001B[2J",
            "a b",
            "\"",
            "x".repeat(129),
            "x".repeat(5000),
            "")) {
      cases.add(
          send(id.length() > 100 ? id.length() + " characters" : visible(id), "GET", calls)
              .with("client-request-id", id)
              .gets(200, 400)
              .perhapsByTheServer()
              .and(
                  response -> {
                    assertThat(response.header("X-Injected")).isNull();
                    assertThat(response.header("client-request-id"))
                        .isIn(response.header("request-id"), "x");
                  }));
    }
    cases.add(
        send("10 kB", "GET", calls)
            .with("client-request-id", "x".repeat(10_000))
            .gets(200, 400, 431)
            .perhapsByTheServer()
            .and(
                response ->
                    assertThat(response.header("client-request-id"))
                        .isEqualTo(response.header("request-id"))));
    return new Row("client-request-id with CRLF, 10 kB, emoji: never reflected raw", cases);
  }

  private static String visible(String text) {
    return text.isEmpty()
        ? "empty"
        : text.replace("\r", "\\r").replace("\n", "\\n").replace("\u001B", "ESC");
  }

  private Row queryOptions() {
    List<SecurityCase> cases = new ArrayList<>();
    String nodes = "id%20eq%20'x'%20or%20".repeat(340) + "true";
    cases.add(
        send("$filter of 10 000 nodes", "GET", calls + "?$filter=" + "a+or+".repeat(10_000) + "a")
            .gets(400, 413, 414, 431, 501)
            .perhapsByTheServer());
    cases.add(
        send("$filter of 340 nodes", "GET", calls + "?$filter=" + nodes)
            .gets(400, 501)
            .perhapsByTheServer());
    cases.add(
        send("$filter, nested", "GET", calls + "?$filter=" + "(".repeat(3000)).gets(400, 501));
    for (String option :
        List.of(
            "$top=2147483648",
            "$top=-1",
            "$skip=99999999999999999999",
            "$orderby=1;drop%20table%20comms_call",
            "$search=x",
            "$count=1",
            "$expand=operations($levels=max)",
            "$apply=aggregate($count%20as%20n)",
            "$compute=1%20add%201%20as%20x",
            "$filter=colour%20eq%20'x'",
            "$unknown=1",
            "top=-1")) {
      cases.add(send(option, "GET", calls + "?" + option).gets(400, 501));
    }
    cases.add(send("$format=xml", "GET", calls + "?$format=xml").gets(406));
    for (String option :
        List.of(
            "$select=*/*",
            "$select=id'--",
            "$select=%00",
            "$select=" + "a/".repeat(2000),
            "$select=id&$select=id",
            "$skiptoken='%20OR%201=1--",
            "$skiptoken=%F0%9F%93%9E",
            "$skiptoken=" + "x".repeat(5000),
            "$skiptoken=")) {
      cases.add(
          send(
                  option.length() > 100 ? option.substring(0, 16) + "..." : option,
                  "GET",
                  calls + "?" + option)
              .gets(400, 501));
    }
    cases.add(
        send("accepted: name=' OR 1=1", "GET", calls + "?name='%20OR%201=1--")
            .gets(200)
            .and(
                response ->
                    assertThat(response.<List<?>>path("value"))
                        .as("only the two of its own")
                        .hasSize(2)));
    return new Row(
        "$filter with 10 000 nodes, $top=2147483648, unknown $x; SQL only with parameters", cases);
  }

  private Row withoutToken() {
    List<SecurityCase> cases = new ArrayList<>();
    for (String path : List.of("/health", "/health/live", "/health/ready", "/health/started")) {
      cases.add(anonymous("accepted: " + path, path).gets(200));
    }
    for (String path :
        List.of(
            "/v1.0",
            "/beta/",
            "/v1.0/$metadata",
            "/beta/$metadata",
            "/v1/.well-known/OpenIdConfiguration",
            "/v1/.well-known/keys",
            "/.well-known/openid-configuration")) {
      cases.add(anonymous("accepted: " + path, path).gets(200));
      cases.add(
          SecurityCase.send("POST " + path, "POST", scene.service.baseUrl() + path)
              .json("{}")
              .gets(405));
    }
    for (String path :
        List.of(
            "/v1.0/$metadata/",
            "/v1.0/$metadata;x=1",
            "/v1.0/$metadata/communications/calls",
            "/v1.0;x=1/$metadata",
            "/v1.0/$METADATA",
            "//v1.0/$metadata",
            "/v1.0//",
            "/v1.0//$metadata",
            "/v1.0/no-such",
            "/v1.0/communications",
            "/v1.0/communications/notificationKeys",
            "/v1.0/.well-known/keys",
            "/v1.0/communications/calls?$filter=a",
            "/v1.0/communications/calls?$metadata",
            "/beta/$batch",
            "/beta/app/calls/1")) {
      cases.add(anonymous(path, path).gets(401));
    }
    for (String path :
        List.of(
            "/v1.0/$metadata/../communications/calls",
            "/v1.0/$metadata/..;/communications/calls",
            "/v1.0/$metadata%2F..%2Fcommunications/calls",
            "/v1.0/%2e/communications/calls")) {
      cases.add(anonymous(path, path).gets(400, 401, 404).perhapsByTheServer());
    }
    for (String path : List.of("/metrics", "/metrics/base")) {
      // The server's own pages: switched off they are forbidden, on a server without them not
      // there.
      cases.add(anonymous(path, path).gets(403, 404).outsideTheRoots());
    }
    for (String path :
        List.of(
            "/",
            "/index.html",
            "/application.wadl",
            "/asadmin",
            "/management/domain",
            "/error-page",
            "/11111111-1111-1111-1111-111111111111/oauth2/v2.0/token")) {
      cases.add(anonymous(path, path).gets(404));
    }
    for (String path : List.of("/WEB-INF/web.xml", "/META-INF/MANIFEST.MF")) {
      cases.add(anonymous(path, path).gets(404));
    }
    return new Row(
        "health, service document and $metadata answer without a token; metrics do not", cases);
  }

  private SecurityCase anonymous(String name, String path) {
    return SecurityCase.send(name, "GET", scene.service.baseUrl() + path);
  }

  private Row paths() {
    List<SecurityCase> cases = new ArrayList<>();
    String base = scene.service.baseUrl();
    for (String path :
        List.of(
            "/v1.0;x=1/communications/calls",
            "/v1.0/communications;x=1/calls",
            "//v1.0/communications/calls",
            "/%761.0/communications/calls",
            "/v1%2E0/communications/calls",
            "/v1.0/%63ommunications/calls",
            "/./v1.0/communications/calls",
            "/x/../v1.0/communications/calls",
            "/health/../v1.0/communications/calls",
            "/health/..;/v1.0/communications/calls",
            "/health/%2e%2e/v1.0/communications/calls",
            "/v1.0/communications/calls/",
            "/beta;/communications/calls",
            "/V1.0/communications/calls",
            "/v1.0\\communications\\calls")) {
      cases.add(
          SecurityCase.send("no token: " + path, "GET", base + path)
              .gets(400, 401, 404)
              .perhapsByTheServer());
    }
    cases.add(
        send(
                "a write by way of /health is audited",
                "PATCH",
                base + "/health/.." + path(scene.operation))
            .json("[]")
            .gets(400, 404));
    for (String path : List.of("/v1.0/{x}", "/v1.0/a|b", "/v1.0/a^b", "/v1.0/\"a\"")) {
      cases.add(send(path, "GET", base + path).gets(400, 404));
    }
    cases.add(
        send("out of the root", "GET", base + "/v1.0/..%2F..%2Fetc/passwd")
            .gets(400, 404)
            .perhapsByTheServer());
    return new Row("no spelling of a path gets past the token or out of the application", cases);
  }

  private static String path(String url) {
    return url.replaceFirst("https?://[^/]+", "");
  }

  private Row notHttp() {
    List<SecurityCase> cases = new ArrayList<>();
    for (String request :
        List.of(
            "GET {path} HTTP/9.9\r\nHost: localhost\r\n{auth}\r\n",
            "GET {path} b HTTP/1.1\r\nHost: localhost\r\n{auth}\r\n",
            "GET {path} HTTP/1.1\r\n{auth}\r\n",
            "GET {path}\\y HTTP/1.1\r\nHost: localhost\r\n{auth}\r\n",
            "GET {path} HTTP/1.1\r\nHost: localhost\r\n{auth}X: a\u0000b\r\n\r\n",
            "GET {path}%00 HTTP/1.1\r\nHost: localhost\r\n{auth}Connection: close\r\n\r\n",
            "GET {path}%FF HTTP/1.1\r\nHost: localhost\r\n{auth}Connection: close\r\n\r\n",
            "DELETE {path} HTTP/1.1\r\nHost: localhost\r\n{auth}Content-Length: 2\r\n\r\n{}")) {
      cases.add(notHttp(request).gets(400, 404, 505));
    }
    cases.add(
        notHttp(
                "POST {path} HTTP/1.1\r\nHost: localhost\r\n{auth}Transfer-Encoding: chunked\r\n\r\nZZ\r\n")
            .gets(ServerAnswers.readsABodyBeforeTheMethodCounts() ? 400 : 405));
    cases.add(
        send("request line of 40 kB", "GET", calls + "/" + "x".repeat(40_000))
            .gets(400, 404, 414, 431)
            .perhapsByTheServer());
    cases.add(
        send("header of 40 kB", "GET", calls)
            .with("X-Long", "x".repeat(40_000))
            .gets(400, 413, 431)
            .perhapsByTheServer());
    StringBuilder many = new StringBuilder("x");
    for (int i = 0; i < 200; i++) {
      many.append("\r\nX-").append(i).append(": x");
    }
    cases.add(
        send("200 headers", "GET", calls)
            .with("X", many.toString())
            .gets(200, 400, 413, 431)
            .perhapsByTheServer());
    return new Row("what is no HTTP, or too long, is refused by the server in few words", cases);
  }

  private SecurityCase notHttp(String request) {
    return SecurityCase.sendBytes(
            request.replaceFirst("(?s)\\{auth}.*", "").replace("\r\n", " "),
            calls,
            request
                .replace("{path}", "/v1.0/communications/calls/x")
                .replace("{auth}", "Authorization: Bearer " + token + "\r\n"))
        .perhapsByTheServer();
  }
}
