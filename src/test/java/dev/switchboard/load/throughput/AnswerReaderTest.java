package dev.switchboard.load.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

  private static final String WITH_LENGTH =
      "HTTP/1.1 200 OK\r\nETag: W/\"2\"\r\ncontent-length: 5\r\n\r\nhello";
  private static final String IN_CHUNKS =
      """
      HTTP/1.1 201 Created\r
      Transfer-Encoding: chunked\r
      \r
      5;x=y\r
      hello\r
      1A\r
      abcdefghijklmnopqrstuvwxyz\r
      0\r
      \r
      """;
  private static final String WITHOUT_BODY = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";

  private final AnswerReader reader = new AnswerReader();

  private void receive(String text) throws IOException {
    ReadableByteChannel channel =
        Channels.newChannel(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    int count = reader.readFrom(channel);
    while (count > 0) {
      count = reader.readFrom(channel);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {WITH_LENGTH, IN_CHUNKS, WITHOUT_BODY})
  void answerIsCompleteWithItsLastByteAndNotBefore(String answer) throws IOException {
    for (int i = 0; i < answer.length(); i++) {
      assertThat(reader.isComplete()).as("after %d bytes", i).isFalse();
      receive(answer.substring(i, i + 1));
    }

    assertThat(reader.isComplete()).isTrue();
    assertThat(reader.status()).isEqualTo(Integer.parseInt(answer.substring(9, 12)));
  }

  @Test
  void answerThatClosesSaysSo() throws IOException {
    receive(WITHOUT_BODY);
    assertThat(reader.isComplete()).isTrue();
    assertThat(reader.closes()).isTrue();

    reader.reset();
    receive(WITH_LENGTH);
    assertThat(reader.isComplete()).isTrue();
    assertThat(reader.closes()).isFalse();
  }

  @Test
  void bufferGrowsWithTheAnswer() throws IOException {
    String body = "x".repeat(100_000);
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + body;
    for (int i = 0; i < answer.length(); i += 10_000) {
      assertThat(reader.isComplete()).isFalse();
      receive(answer.substring(i, Math.min(answer.length(), i + 10_000)));
    }

    assertThat(reader.isComplete()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH\r\n\r\n",
        "HTTP/1.1 200 OK\r\nDate: today\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello\r\n"
      })
  void whatIsNoSuchAnswerIsRefused(String text) throws IOException {
    receive(text);

    assertThatThrownBy(reader::isComplete).isInstanceOf(IOException.class);
  }
}
