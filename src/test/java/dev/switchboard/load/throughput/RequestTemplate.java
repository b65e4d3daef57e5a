package dev.switchboard.load.throughput;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A request whose bytes are made once; what differs from one to the next is written into them, so
 * that a load spends no time on making requests. For one thread.
 */
final class RequestTemplate {

  /** Where a context stands that differs each time. */
  static final String CONTEXT = "################";

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final byte[] bytes;
  private final ByteBuffer request;
  private final int call;
  private final int operation;
  private final int context;

  private RequestTemplate(String text) {
    this.bytes = text.getBytes(StandardCharsets.US_ASCII);
    this.request = ByteBuffer.wrap(bytes);
    this.call = text.indexOf(Dataset.callId(0));
    this.operation = text.indexOf(Dataset.operationId(0));
    this.context = text.indexOf(CONTEXT);
  }

  /**
   * A request to a server on this machine.
   *
   * @param target path and query, in which the ids of call 0 and operation 0 stand for any
   * @param fields further lines of the head, each with its end
   * @param body JSON, or empty for none; {@link #CONTEXT} stands for any
   */
  static RequestTemplate of(String method, String target, int port, String fields, String body) {
    String content =
        body.isEmpty()
            ? ""
            : "Content-Type: application/json\r\nContent-Length: %d\r\n".formatted(body.length());
    return new RequestTemplate(
        "%s %s HTTP/1.1\r\nHost: localhost:%d\r\n%s%s\r\n%s"
            .formatted(method, target, port, fields, content, body));
  }

  /** The request about an operation and its call. */
  RequestTemplate about(int number) {
    if (call >= 0) {
      writeTime(call, Dataset.callTime(Dataset.callOf(number)));
    }
    if (operation >= 0) {
      writeTime(operation, Dataset.operationTime(number));
    }
    return this;
  }

  /** The request with a context. */
  RequestTemplate with(long number) {
    writeHex(context, CONTEXT.length(), number);
    return this;
  }

  /** Its bytes, to be read before it is changed. */
  ByteBuffer bytes() {
    return request.rewind();
  }

  /** The first 48 bits of a UUID, behind 32 of which a hyphen stands. */
  private void writeTime(int at, long time) {
    writeHex(at, 8, time >>> 16);
    writeHex(at + 9, 4, time);
  }

  private void writeHex(int at, int digits, long value) {
    long rest = value;
    for (int i = at + digits - 1; i >= at; i--) {
      bytes[i] = HEX[(int) (rest & 0xf)];
      rest >>>= 4;
    }
  }
}
