package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.support.OncePerServer;
import dev.switchboard.support.ServerAnswers;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import dev.switchboard.support.TestIssuer;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * More than 500 clients that take their time, all at once, at the service as an administrator
 * starts it: each is cut within 20 s, and a client in a hurry notices nothing.
 */
@OncePerServer
class SlowClientContractIT {

  private static final String OPERATIONS = "/operations";
  private static final Duration CUT = Duration.ofSeconds(20);

  /** Far more than a loaded machine needs for one PATCH, far less than a starved client waits. */
  private static final Duration IN_A_HURRY = Duration.ofSeconds(20);

  /** When those begin to read who do not: after the server's time limit for a write. */
  private static final Duration READ_AFTER = Duration.ofSeconds(22);

  private static final int PIPELINED = 200;

  private static TestIssuer issuer;
  private static SwitchboardProcess service;
  private static String token;
  private static String call;
  private static Duration slowest = Duration.ZERO;

  @BeforeAll
  static void start() throws Exception {
    issuer = new TestIssuer();
    service =
        SwitchboardProcess.production("slow-clients")
            .withEnvironment("SWITCHBOARD_ISSUER", issuer.url())
            .hardened()
            .start();
    token =
        issuer.token(
            "api://switchboard",
            Service.newTenant(),
            "bot",
            "Calls.Initiate.All",
            "Calls.AccessMedia.All");
    call =
        request()
            .body("{\"callbackUri\":\"https://bot.example/cb\"}")
            .post(service.baseUrl() + "/v1.0/communications/calls")
            .then()
            .statusCode(201)
            .extract()
            .header("Location");
  }

  @AfterAll
  static void stop() {
    service.close();
    issuer.close();
  }

  @Test
  void slowClientsAreCutWhileOthersAreServed() throws Exception {
    for (int i = 0; i < 20; i++) {
      newOperation("{\"note\":\"%s\"}".formatted("x".repeat(3_000)));
    }
    String operation = newOperation("{}");
    String path = URI.create(operation).getPath();
    String list = URI.create(call).getPath() + OPERATIONS;
    String patch =
        "PATCH %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            .formatted(path);
    String mine = patch + "Authorization: Bearer " + token + "\r\n";
    String get = "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n";

    Crowd crowd = new Crowd();
    crowd.add(350, "a byte a second", mine + "Content-Length: 60000\r\n\r\n", " ");
    String chunked = mine + "Transfer-Encoding: chunked\r\n\r\n";
    if (ServerAnswers.boundsRefusedChunks()) {
      crowd.add(50, "a chunk a second", chunked, "1\r\n \r\n");
    } else {
      crowd.addTolerated(50, "a chunk a second", chunked, "1\r\n \r\n");
    }
    crowd.add(50, "less than announced", mine + "Content-Length: 60\r\n\r\n{}", "");
    String refused = patch + "Content-Length: 60000\r\n\r\n";
    if (ServerAnswers.boundsARefusedBody()) {
      crowd.add(25, "a byte a second, no token", refused, " ");
    } else {
      crowd.addTolerated(25, "a byte a second, no token", refused, " ");
    }
    crowd.add(25, "half a head", "GET /health/live HTTP/1.1\r\nHost: loc", "");
    crowd.add(25, "nothing", "", "");
    crowd.add(25, "idle after an answer", "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n", "");
    crowd.addReaders(5, get.formatted(list, token).repeat(PIPELINED));
    if (ServerAnswers.boundsTheWholeHead()) {
      crowd.add(25, "a byte of a head a second", "GET / HTTP/1.1\r\nX: ", "x");
    } else {
      // See Known limits; but it must not be to anybody's cost.
      crowd.addTolerated(25, "a byte of a head a second", "GET / HTTP/1.1\r\nX: ", "x");
    }

    int before = patches(operation, 5);
    try (crowd) {
      crowd.open();
      int served = before;
      // On a machine that is busy with other things everything takes as much longer as a PATCH
      // does.
      while (crowd.anyOpen() && crowd.age().compareTo(CUT.plus(slowest)) < 0) {
        served = patches(operation, served + 5);
      }

      assertThat(crowd.stillOpen())
          .as("open after %s, slowest PATCH %s", crowd.age(), slowest)
          .isEmpty();
      assertThat(served).isGreaterThan(before);
      assertAnswered(crowd, "a byte a second", "HTTP/1.1 408 Request Time", "requestTimeout");
      if (!ServerAnswers.boundsRefusedChunks()) {
        assertAnswered(crowd, "a chunk a second", "HTTP/1.1 408 Request Time", "requestTimeout");
      }
      if (ServerAnswers.answersASilentBody()) {
        assertAnswered(crowd, "less than announced", "HTTP/1.1 408 Request Time", "requestTimeout");
      } else {
        assertThat(crowd.members("less than announced"))
            .extracting(Member::received)
            .containsOnly("");
      }
      assertAnswered(crowd, "a byte a second, no token", "HTTP/1.1 401 ", "unauthorized");
      await("the server loses patience with the readers")
          .atMost(CUT)
          .until(() -> crowd.age().compareTo(READ_AFTER) > 0);
      for (Member reader : crowd.members("reader")) {
        assertThat(reader.answersUntilTheEnd()).isBetween(1, PIPELINED - 1);
      }
    }
    patches(operation, served(operation) + 5);
    assertThat(service.log()).doesNotContain("OutOfMemoryError", "Incident");
  }

  /** Some may be cut without an answer, when the machine is too busy even to read their request. */
  private static void assertAnswered(Crowd crowd, String name, String start, String code) {
    assertThat(crowd.members(name))
        .extracting(Member::received)
        .anySatisfy(answer -> assertThat(answer).isNotEmpty())
        .allSatisfy(
            answer -> {
              if (!answer.isEmpty()) {
                assertThat(answer).startsWith(start).contains(code);
              }
            });
  }

  private static String newOperation(String document) {
    return request()
        .body(document)
        .post(call + OPERATIONS)
        .then()
        .statusCode(201)
        .extract()
        .header("Location");
  }

  private static RequestSpecification request() {
    return RestAssured.given()
        .contentType("application/json")
        .header("Authorization", "Bearer " + token);
  }

  private static int served(String operation) {
    String context = request().get(operation).path("clientContext");
    return Integer.parseInt(context);
  }

  /**
   * Counts the operation's context up to a number in five PATCHes, each on a connection of its own,
   * and each answered with 200 in time.
   */
  private static int patches(String operation, int until) throws Exception {
    for (int next = until - 4; next <= until; next++) {
      long sent = System.nanoTime();
      HttpRequest patch =
          HttpRequest.newBuilder(URI.create(operation))
              .timeout(IN_A_HURRY)
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .method(
                  "PATCH",
                  HttpRequest.BodyPublishers.ofString("{\"clientContext\":\"%d\"}".formatted(next)))
              .build();
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(IN_A_HURRY)
              .build()
              .send(patch, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      Duration taken = Duration.ofNanos(System.nanoTime() - sent);
      slowest = taken.compareTo(slowest) > 0 ? taken : slowest;
    }
    return until;
  }

  /** All the slow ones, each of which sends one piece a second. */
  private static final class Crowd implements AutoCloseable {

    private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor();
    private final List<Member> members = new ArrayList<>();
    private ScheduledFuture<?> heart;
    private long opened;

    void add(int count, String name, String head, String piece) {
      addAll(count, name, head, piece, false, false);
    }

    void addTolerated(int count, String name, String head, String piece) {
      addAll(count, name, head, piece, false, true);
    }

    void addReaders(int count, String requests) {
      addAll(count, "reader", requests, "", true, true);
    }

    private void addAll(
        int count, String name, String head, String piece, boolean reader, boolean tolerated) {
      for (int i = 0; i < count; i++) {
        members.add(new Member(name, head, piece, reader, tolerated));
      }
    }

    void open() throws IOException {
      opened = System.nanoTime();
      for (Member member : members) {
        member.connect();
      }
      heart = beat.scheduleAtFixedRate(this::beat, 1, 1, TimeUnit.SECONDS);
    }

    private void beat() {
      for (Member member : members) {
        member.beat();
      }
    }

    Duration age() {
      return Duration.ofNanos(System.nanoTime() - opened);
    }

    List<Member> members(String name) {
      return members.stream().filter(member -> member.name.equals(name)).toList();
    }

    boolean anyOpen() {
      return members.stream().anyMatch(Member::mustBeCut);
    }

    Map<String, Long> stillOpen() {
      return members.stream()
          .filter(Member::mustBeCut)
          .collect(Collectors.groupingBy(member -> member.name, Collectors.counting()));
    }

    @Override
    public void close() throws IOException {
      heart.cancel(false);
      beat.shutdown();
      await("the last beat").atMost(CUT).until(beat::isTerminated);
      for (Member member : members) {
        member.channel.close();
      }
    }
  }

  private static final class Member {

    private final String name;
    private final ByteBuffer head;
    private final byte[] piece;
    private final boolean reader;
    private final boolean tolerated;

    /** Whole once {@link #cut} is set; locked by itself. */
    private final StringBuilder received = new StringBuilder();

    private SocketChannel channel;
    private volatile boolean cut;

    Member(String name, String head, String piece, boolean reader, boolean tolerated) {
      this.name = name;
      this.head = ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII));
      this.piece = piece.getBytes(StandardCharsets.US_ASCII);
      this.reader = reader;
      this.tolerated = tolerated;
    }

    void connect() throws IOException {
      URI url = URI.create(service.baseUrl());
      channel = SocketChannel.open();
      if (reader) {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
      }
      channel.connect(new InetSocketAddress(url.getHost(), url.getPort()));
      channel.configureBlocking(false);
      channel.write(head);
    }

    void beat() {
      if (cut) {
        return;
      }
      try {
        if (head.hasRemaining()) {
          channel.write(head);
        } else if (piece.length > 0) {
          channel.write(ByteBuffer.wrap(piece));
        }
        if (!reader) {
          read();
        }
      } catch (IOException e) {
        // Reset by the server: after its answer, or instead of one.
        cut = true;
      }
    }

    private void read() throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
      int read;
      while ((read = channel.read(buffer)) > 0) {
        synchronized (received) {
          received.append(new String(buffer.array(), 0, read, StandardCharsets.ISO_8859_1));
        }
        buffer.clear();
      }
      cut = read < 0;
    }

    /** Reads what the server has kept, to the end, which comes before all has been answered. */
    int answersUntilTheEnd() throws IOException {
      channel.configureBlocking(true);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, 1024 * 1024);
      channel.socket().setSoTimeout((int) CUT.toMillis());
      int answers = 0;
      try (Scanner scanner =
          new Scanner(channel.socket().getInputStream(), StandardCharsets.ISO_8859_1)) {
        while (scanner.findWithinHorizon("HTTP/1\\.1 200 OK", 0) != null) {
          answers++;
        }
        if (scanner.ioException() instanceof SocketTimeoutException open) {
          throw open;
        }
      }
      return answers;
    }

    boolean mustBeCut() {
      return !cut && !tolerated;
    }

    String received() {
      synchronized (received) {
        return received.toString();
      }
    }
  }
}
