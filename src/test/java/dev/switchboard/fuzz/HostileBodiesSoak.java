package dev.switchboard.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.SwitchboardProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Hostile and valid bodies in great number against one running service: each is answered, none with
 * 5xx, and the heap is no fuller at the end than after the first tenth of them. Which bodies are
 * sent follows from their numbers alone, so that two runs send the same.
 */
class HostileBodiesSoak {

  private static final Path CORPUS = Path.of("src", "test", "resources", "dev", "switchboard");
  private static final Path REPORT = Path.of("target", "fuzz", "soak.md");

  /** In jcmd's line for a generation, or for the whole heap. */
  private static final Pattern IN_USE = Pattern.compile("total \\d+K, used (\\d+)K");

  private static final int ROUNDS = 10;
  private static final int CLIENTS = 4;

  /** An operation that became terminal refuses everything: each serves for so many bodies. */
  private static final int BODIES_FOR_AN_OPERATION = 50;

  /**
   * Bytes by which the heap may be fuller at the end: the cache of the embedded database and
   * whatever is compiled late. A leak of a hundred bytes for each body is more.
   */
  private static final long ALLOWANCE = 48L * 1024 * 1024;

  /** Bytes of the longest refusal. */
  private static final int LONGEST_REFUSAL = 32 * 1024;

  private static final List<String> TYPES =
      List.of(
          "playPromptOperation",
          "recordOperation",
          "sendDtmfTonesOperation",
          "inviteParticipantsOperation");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String tenant = UUID.randomUUID().toString();

  /** The answers to some bodies. */
  private static final class Tally {

    private final Map<Integer, Long> statuses = new TreeMap<>();
    private int longestRefusal;

    private void add(HttpResponse<byte[]> answer) {
      statuses.merge(answer.statusCode(), 1L, Long::sum);
      if (answer.statusCode() >= 400) {
        longestRefusal = Math.max(longestRefusal, answer.body().length);
      }
    }

    private void add(Tally other) {
      other.statuses.forEach((status, count) -> statuses.merge(status, count, Long::sum));
      longestRefusal = Math.max(longestRefusal, other.longestRefusal);
    }

    private long count() {
      return statuses.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  @Test
  void everyBodyIsAnsweredAndTheHeapStaysFlat() throws Exception {
    int bodies = Integer.getInteger("switchboard.soak.bodies");
    int round = bodies / ROUNDS;
    List<byte[]> corpus = corpus();
    List<Long> heap = new ArrayList<>();
    Tally all = new Tally();
    Files.deleteIfExists(REPORT);
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try (SwitchboardProcess server = SwitchboardProcess.development("soak").start()) {
      report("| bodies | answers by status | longest refusal, bytes | heap after a full GC, KiB |");
      report("|---|---|---|---|");
      for (int r = 0; r < ROUNDS; r++) {
        int first = r * round;
        List<Callable<Tally>> clients = new ArrayList<>();
        for (int c = 0; c < CLIENTS; c++) {
          int from = first + c;
          clients.add(() -> send(server.baseUrl(), corpus, from, first + round));
        }
        for (Future<Tally> client : threads.invokeAll(clients)) {
          all.add(client.get());
        }
        heap.add(heapAfterFullGc(server.pid()));
        report(
            "| %d | %s | %d | %d |"
                .formatted(all.count(), all.statuses, all.longestRefusal, heap.get(r) / 1024));
        assertThat(all.statuses.keySet()).allMatch(status -> status < 500, "is no server error");
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(all.count()).isEqualTo((long) round * ROUNDS);
    assertThat(all.statuses).as("the token is good").doesNotContainKey(401);
    assertThat(all.statuses.get(200)).as("merged").isGreaterThan(bodies / 100);
    assertThat(all.longestRefusal).isLessThan(LONGEST_REFUSAL);
    assertThat(heap.get(ROUNDS - 1)).isLessThan(heap.get(0) + ALLOWANCE);
  }

  /** Sends every {@value #CLIENTS}th body of a range over one connection. */
  private Tally send(String url, List<byte[]> corpus, int from, int to)
      throws IOException, InterruptedException {
    Api bot = new Api(url, "bot", tenant);
    String call = bot.newCall();
    String operation = null;
    Tally tally = new Tally();
    for (int number = from; number < to; number += CLIENTS) {
      int sent = (number - from) / CLIENTS;
      if (sent % BODIES_FOR_AN_OPERATION == 0) {
        operation =
            bot.newOperation(call, TYPES.get(sent / BODIES_FOR_AN_OPERATION % TYPES.size()));
      }
      SplittableRandom random = new SplittableRandom(number);
      FuzzedBody body = FuzzedBody.of(mutated(corpus, random));
      HttpRequest.Builder request =
          switch (random.nextInt(8)) {
            case 0 -> request(bot, bot.v1("/communications/calls"), "POST", body);
            case 1 -> request(bot, call + "/operations", "POST", body);
            default -> request(bot, operation, "PATCH", body);
          };
      tally.add(http.send(request.build(), BodyHandlers.ofByteArray()));
    }
    return tally;
  }

  private static HttpRequest.Builder request(Api bot, String url, String method, FuzzedBody body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofMinutes(1))
            .method(method, BodyPublishers.ofByteArray(body.content()))
            .header("Authorization", "Bearer " + bot.token())
            .header("Content-Type", body.contentType());
    return body.contentEncoding() == null
        ? request
        : request.header("Content-Encoding", body.contentEncoding());
  }

  /** One of the corpus as it is, or changed in up to four places; now and then a large one. */
  private static byte[] mutated(List<byte[]> corpus, SplittableRandom random) {
    byte[] body = pick(corpus, random);
    for (int change = random.nextInt(5); change > 0; change--) {
      int begin = random.nextInt(body.length + 1);
      int end = begin + random.nextInt(body.length - begin + 1);
      body =
          switch (random.nextInt(7)) {
            case 0 -> spliced(body, begin, new byte[] {(byte) random.nextInt(256)}, begin);
            case 1 -> spliced(body, begin, new byte[0], end);
            case 2 -> spliced(body, end, slice(body, begin, end), end);
            case 3 -> spliced(body, begin, pick(corpus, random), end);
            case 4 -> spliced(body, begin, text("\"\\{}[]:,0e-\0\u20AC", random), begin);
            case 5 -> spliced(body, begin, new byte[] {(byte) (1 << random.nextInt(8))}, end);
            default -> spliced(body, end, repeated(slice(body, begin, end), random), end);
          };
    }
    return body;
  }

  private static byte[] pick(List<byte[]> corpus, SplittableRandom random) {
    return corpus.get(random.nextInt(corpus.size()));
  }

  private static byte[] slice(byte[] body, int begin, int end) {
    return Arrays.copyOfRange(body, begin, end);
  }

  private static byte[] text(String alphabet, SplittableRandom random) {
    int begin = random.nextInt(alphabet.length());
    return alphabet
        .substring(begin, begin + 1 + random.nextInt(alphabet.length() - begin))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Seldom so often that the body comes near to the limit of its size, or over it. */
  private static byte[] repeated(byte[] part, SplittableRandom random) {
    int most = random.nextInt(50) == 0 ? 70_000 : 500;
    int times = part.length == 0 ? 0 : random.nextInt(most / part.length + 1);
    byte[] whole = new byte[part.length * times];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = part[i % part.length];
    }
    return whole;
  }

  private static byte[] spliced(byte[] body, int begin, byte[] middle, int end) {
    byte[] whole = new byte[begin + middle.length + body.length - end];
    System.arraycopy(body, 0, whole, 0, begin);
    System.arraycopy(middle, 0, whole, begin, middle.length);
    System.arraycopy(body, end, whole, begin + middle.length, body.length - end);
    return whole;
  }

  /** The bodies of the fuzz targets, in a fixed order. */
  private static List<byte[]> corpus() throws IOException {
    List<byte[]> corpus = new ArrayList<>();
    for (String inputs :
        List.of("operation/OperationPatchFuzzTestInputs", "call/NewCallFuzzTestInputs")) {
      try (Stream<Path> files = Files.walk(CORPUS.resolve(inputs))) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          corpus.add(Files.readAllBytes(file));
        }
      }
    }
    assertThat(corpus).hasSizeGreaterThan(50);
    return corpus;
  }

  /** Bytes in use, all generations together, as the JVM's own tool tells them. */
  private static long heapAfterFullGc(long pid) throws IOException, InterruptedException {
    jcmd(pid, "GC.run");
    return jcmd(pid, "GC.heap_info")
        .lines()
        .takeWhile(line -> !line.contains("Metaspace"))
        .map(IN_USE::matcher)
        .filter(Matcher::find)
        .mapToLong(line -> Long.parseLong(line.group(1)) * 1024)
        .sum();
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                command)
            .redirectErrorStream(true)
            .start();
    String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(jcmd.waitFor()).as(answer).isZero();
    return answer;
  }

  private static void report(String line) throws IOException {
    Files.createDirectories(REPORT.getParent());
    Files.writeString(REPORT, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    System.getLogger(HostileBodiesSoak.class.getName()).log(System.Logger.Level.INFO, line);
  }
}
