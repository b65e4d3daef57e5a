package dev.switchboard.load.throughput;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * The requests of an application to a server.
 *
 * @param port of the server
 * @param token of the application
 * @param data what there is to ask for
 */
record Requests(int port, String token, Dataset data) {

  /** The hot operations, each of another call. */
  private static final int HOT = 10;

  private static final String CALLS = "/v1.0/communications/calls/";
  private static final String OPERATIONS = CALLS + Dataset.callId(0) + "/operations";
  private static final String OPERATION = OPERATIONS + "/" + Dataset.operationId(0);

  private static final String CONTEXT =
      "\"clientContext\":\"context %s\"".formatted(RequestTemplate.CONTEXT);

  /** PATCHes of operations, all as likely as one another. */
  Supplier<ByteBuffer> patches() {
    return patches(data.rows(), 1);
  }

  /** PATCHes of ten operations. */
  Supplier<ByteBuffer> hotPatches() {
    return patches(HOT, Dataset.OPERATIONS_OF_A_CALL);
  }

  /** Each writes another context: one that changes nothing would be another thing to measure. */
  private Supplier<ByteBuffer> patches(int many, int apart) {
    RequestTemplate template =
        template("PATCH", OPERATION, "", "{\"status\":\"Running\",%s}".formatted(CONTEXT));
    SplittableRandom random = new SplittableRandom();
    Contexts contexts = new Contexts();
    return () -> template.about(random.nextInt(many) * apart).with(contexts.next()).bytes();
  }

  /** GETs of operations, all as likely as one another. */
  Supplier<ByteBuffer> gets() {
    RequestTemplate template = template("GET", OPERATION, "", "");
    SplittableRandom random = new SplittableRandom();
    return () -> template.about(random.nextInt(data.rows())).bytes();
  }

  /** POSTs that create an operation in calls that are all as likely as one another. */
  Supplier<ByteBuffer> creations() {
    RequestTemplate template =
        template(
            "POST",
            OPERATIONS,
            "",
            "{\"@odata.type\":\"#microsoft.graph.playPromptOperation\",%s}".formatted(CONTEXT));
    SplittableRandom random = new SplittableRandom();
    Contexts contexts = new Contexts();
    return () -> template.about(random.nextInt(data.rows())).with(contexts.next()).bytes();
  }

  /** GETs of one page. */
  Supplier<ByteBuffer> page(String target) {
    RequestTemplate template =
        template("GET", target, "Prefer: " + Dataset.PAGE_PREFERENCE + "\r\n", "");
    return template::bytes;
  }

  private RequestTemplate template(String method, String target, String fields, String body) {
    return RequestTemplate.of(
        method, target, port, "Authorization: Bearer %s\r\n%s".formatted(token, fields), body);
  }

  /** Different in each run and load. */
  private static final class Contexts {

    private long last = System.nanoTime();

    private long next() {
      return ++last;
    }
  }
}
