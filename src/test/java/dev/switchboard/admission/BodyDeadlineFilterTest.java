package dev.switchboard.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.support.VirtualClock;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class BodyDeadlineFilterTest {

  private final Map<String, String> headers = new HashMap<>();
  private final VirtualClock clock = new VirtualClock(Instant.EPOCH);

  @Test
  void bodyThatIsThereIsReadWhole() throws IOException {
    try (InputStream body = punctual(new Body("abc", Duration.ZERO))) {
      assertThat(body.readAllBytes()).containsExactly('a', 'b', 'c');
    }
    assertThat(headers).isEmpty();
  }

  @Test
  void waitBeforeTheFirstLookDoesNotCount() throws IOException {
    try (InputStream body = punctual(new Body("abc", Duration.ofSeconds(1)))) {
      clock.pass(Duration.ofMinutes(1));

      assertThat(body.readAllBytes()).hasSize(3);
    }
  }

  @Test
  void bodyThatTricklesIsCutAtTheDeadline() throws IOException {
    Body slow = new Body("x".repeat(1000), Duration.ofSeconds(1));
    try (InputStream body = punctual(slow)) {
      assertRefused(body, ErrorCode.REQUEST_TIMEOUT);
    }
    assertThat(slow.read).isEqualTo((int) BodyDeadlineFilter.PATIENCE.toSeconds() + 1);
    assertThat(headers).containsEntry("Connection", "close");
  }

  @Test
  void endThatComesTooLateIsCutToo() throws IOException {
    Body slow = new Body("", BodyDeadlineFilter.PATIENCE.plusSeconds(1));
    try (InputStream body = punctual(slow)) {
      assertRefused(body, ErrorCode.REQUEST_TIMEOUT);
    }
  }

  @Test
  void timeoutOfTheServerIsTheClientsFault() throws IOException {
    for (IOException timeout :
        new IOException[] {
          new SocketTimeoutException("as Java says it"),
          new IOException(new TimeoutException("as Grizzly says it"))
        }) {
      headers.clear();
      try (InputStream body = punctual(new Body(timeout))) {
        assertRefused(body, ErrorCode.REQUEST_TIMEOUT);
      }
      assertThat(headers).containsEntry("Connection", "close");
    }
  }

  @Test
  void bodyThatBreaksOffIsMalformed() throws IOException {
    try (InputStream body = punctual(new Body(new IOException("gone")))) {
      assertRefused(body, ErrorCode.BAD_REQUEST);
    }
    assertThat(headers).containsEntry("Connection", "close");
  }

  private static void assertRefused(InputStream body, ErrorCode code) {
    assertThatThrownBy(body::readAllBytes)
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private InputStream punctual(ServletInputStream body) throws IOException {
    HttpServletRequest request =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> body);
    HttpServletResponse response =
        (HttpServletResponse)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) ->
                    method.getName().equals("isCommitted")
                        ? (Object) false
                        : headers.put((String) arguments[0], (String) arguments[1]));
    return new BodyDeadlineFilter.PunctualRequest(request, response, clock).getInputStream();
  }

  /** A body of which each byte, and the end, takes its time to come. */
  private final class Body extends ServletInputStream {

    private final String text;
    private final Duration each;
    private final IOException failure;
    private int read;

    Body(String text, Duration each) {
      this.text = text;
      this.each = each;
      this.failure = null;
    }

    Body(IOException failure) {
      this.text = "";
      this.each = Duration.ZERO;
      this.failure = failure;
    }

    @Override
    public int read() throws IOException {
      if (failure != null) {
        throw failure;
      }
      clock.pass(each);
      return read < text.length() ? text.charAt(read++) : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int next = read();
      if (next >= 0) {
        bytes[offset] = (byte) next;
      }
      return Integer.signum(next);
    }

    @Override
    public boolean isFinished() {
      return read == text.length();
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
