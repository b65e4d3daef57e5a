package dev.switchboard.load.throughput;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds out when an answer of HTTP/1.1 is complete (RFC 9112 section 6), and keeps of it what a
 * load needs to know. An answer that ends with its connection is malformed here: no server that is
 * measured sends one.
 */
final class AnswerReader {

  private static final String LINE_END = "\r\n";
  private static final int FIRST_SIZE = 16 * 1024;
  private static final int UNKNOWN = -1;

  private byte[] bytes = new byte[FIRST_SIZE];
  private int length;
  private int bodyStart;
  private int status;
  private boolean closes;
  private boolean chunked;
  private int contentLength;

  /** Where the size of the next chunk stands. */
  private int chunk;

  /** Begins with the next answer. */
  void reset() {
    length = 0;
    bodyStart = UNKNOWN;
    closes = false;
    chunked = false;
    contentLength = UNKNOWN;
  }

  /** One reader, ready for the first answer. */
  AnswerReader() {
    reset();
  }

  /**
   * Takes what has come.
   *
   * @return how many bytes; negative if the channel has ended
   */
  int readFrom(ReadableByteChannel channel) throws IOException {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    int count = channel.read(ByteBuffer.wrap(bytes, length, bytes.length - length));
    length += Math.max(0, count);
    return count;
  }

  /**
   * Whether the answer has come whole.
   *
   * @throws IOException if it is none
   */
  boolean isComplete() throws IOException {
    if (bodyStart == UNKNOWN && !readHead()) {
      return false;
    }
    return chunked ? lastChunkIsThere() : length >= bodyStart + contentLength;
  }

  /** Its status. */
  int status() {
    return status;
  }

  /** Whether the server will close the connection. */
  boolean closes() {
    return closes;
  }

  private boolean readHead() throws IOException {
    String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    int end = text.indexOf(LINE_END + LINE_END);
    if (end < 0) {
      return false;
    }
    if (!text.startsWith("HTTP/1.1 ")) {
      throw new IOException("no answer of HTTP/1.1");
    }
    status = Integer.parseInt(text.substring(9, 12));
    int line = text.indexOf(LINE_END);
    while (line < end) {
      int next = text.indexOf(LINE_END, line + 2);
      readField(text, line + 2, next);
      line = next;
    }
    bodyStart = end + 4;
    chunk = bodyStart;
    if (status == 204 || status == 304) {
      chunked = false;
      contentLength = 0;
    } else if (!chunked && contentLength == UNKNOWN) {
      throw new IOException("an answer without a length");
    }
    return true;
  }

  private void readField(String text, int from, int to) {
    int colon = text.indexOf(':', from);
    if (is(text, from, colon, "Content-Length")) {
      contentLength = Integer.parseInt(text.substring(colon + 1, to).strip());
    } else if (is(text, from, colon, "Transfer-Encoding")) {
      chunked = text.substring(colon + 1, to).strip().equalsIgnoreCase("chunked");
    } else if (is(text, from, colon, "Connection")) {
      closes = text.substring(colon + 1, to).strip().equalsIgnoreCase("close");
    }
  }

  private static boolean is(String text, int from, int to, String name) {
    return to - from == name.length() && text.regionMatches(true, from, name, 0, name.length());
  }

  private boolean lastChunkIsThere() throws IOException {
    for (int lineEnd = lineEnd(chunk); lineEnd >= 0; lineEnd = lineEnd(chunk)) {
      int size = chunkSize(lineEnd);
      int next = lineEnd + 2 + size + 2;
      if (next > length) {
        return false;
      }
      if (size == 0) {
        return true;
      }
      chunk = next;
    }
    return false;
  }

  private int chunkSize(int lineEnd) throws IOException {
    int size = 0;
    for (int i = chunk; i < lineEnd && bytes[i] != ';'; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        throw new IOException("a chunk without a size");
      }
      size = 16 * size + digit;
    }
    return size;
  }

  private int lineEnd(int from) {
    for (int i = from; i + 1 < length; i++) {
      if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
        return i;
      }
    }
    return UNKNOWN;
  }
}
