package dev.switchboard.admission;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Gives a body {@link #PATIENCE} to arrive as a whole. A server's own timeout is for one read only,
 * so a client that sends a byte a second would hold a thread for as long as it likes. What comes
 * too late is answered with 408 (RFC 9110 section 15.5.9), what breaks off with 400; either way
 * nothing more is read from the connection.
 *
 * <p>A servlet filter, not a JAX-RS one: JAX-RS may look whether there is a body before it asks its
 * filters.
 */
@Dependent
public class BodyDeadlineFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /**
   * Counted from the first look at the body; the largest one, of a batch, needs 214 KiB a second.
   */
  static final Duration PATIENCE = Duration.ofSeconds(6);

  /** A cause chain longer than this is a loop. */
  private static final int DEEPEST = 30;

  @Inject private transient Clock clock;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(new PunctualRequest(request, response, clock), response);
  }

  /** A request whose body can be read until the deadline; visible to tests. */
  static final class PunctualRequest extends HttpServletRequestWrapper {

    private final HttpServletResponse response;
    private final Clock clock;
    private ServletInputStream body;

    PunctualRequest(HttpServletRequest request, HttpServletResponse response, Clock clock) {
      super(request);
      this.response = response;
      this.clock = clock;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      if (body == null) {
        body = new PunctualBody(super.getInputStream(), response, clock);
      }
      return body;
    }
  }

  private static final class PunctualBody extends ServletInputStream {

    private final ServletInputStream in;
    private final HttpServletResponse response;
    private final Clock clock;
    private Instant deadline;

    PunctualBody(ServletInputStream in, HttpServletResponse response, Clock clock) {
      this.in = in;
      this.response = response;
      this.clock = clock;
    }

    private interface Read {
      int bytes() throws IOException;
    }

    /**
     * @throws ApiException 408 if the deadline has passed, 400 if the body breaks off
     */
    private int read(Read read) {
      if (deadline == null) {
        deadline = clock.instant().plus(PATIENCE);
      }
      int bytes;
      try {
        bytes = read.bytes();
      } catch (IOException e) {
        throw isTimeout(e)
            ? refusal(ErrorCode.REQUEST_TIMEOUT, "The body did not arrive in time.")
            : refusal(ErrorCode.BAD_REQUEST, "The body breaks off, or is not well-formed HTTP.");
      }
      // Also at the end of the body: what a server takes after it may be as slow.
      if (clock.instant().isAfter(deadline)) {
        throw refusal(ErrorCode.REQUEST_TIMEOUT, "The body did not arrive in time.");
      }
      return bytes;
    }

    /** On the response itself, so that it is there whoever writes the answer. */
    private ApiException refusal(ErrorCode code, String message) {
      if (!response.isCommitted()) {
        response.setHeader("Connection", "close");
      }
      return ApiException.of(code, message);
    }

    /** Servers disagree: some throw a SocketTimeoutException, others wrap a TimeoutException. */
    private static boolean isTimeout(IOException failure) {
      return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
          .limit(DEEPEST)
          .anyMatch(
              cause ->
                  cause instanceof InterruptedIOException || cause instanceof TimeoutException);
    }

    @Override
    public int read() throws IOException {
      return read(in::read);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return read(() -> in.read(bytes, offset, length));
    }

    @Override
    public int available() throws IOException {
      return in.available();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }
  }
}
