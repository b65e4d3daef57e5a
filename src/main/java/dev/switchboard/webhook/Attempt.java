package dev.switchboard.webhook;

import java.time.Duration;
import java.util.Optional;

/** How the sending of one notification ended. */
public sealed interface Attempt {

  /** Whether the endpoint said anything at all. */
  default boolean isAnswered() {
    return true;
  }

  /** Whether it ended for what is the case here, and not at the endpoint. */
  default boolean isOurDoing() {
    return false;
  }

  /** Whether the same notification may be taken by the same endpoint later. */
  boolean isWorthRetrying();

  /** What happened, in a sentence without its full stop; holds no secrets and is safe for logs. */
  String sentence();

  /** The receiver has it: 2xx. */
  record Accepted(int status) implements Attempt {

    @Override
    public boolean isWorthRetrying() {
      return false;
    }

    @Override
    public String sentence() {
      return "it was accepted with %d".formatted(status);
    }
  }

  /** The receiver wants nothing more, ever: 410. */
  record Gone() implements Attempt {

    @Override
    public boolean isWorthRetrying() {
      return false;
    }

    @Override
    public String sentence() {
      return "the endpoint is gone (410)";
    }
  }

  /**
   * The receiver answered with something else, a redirect among them: those are not followed.
   *
   * @param retryAfter how long it wants to be left alone (RFC 9110 section 10.2.3)
   */
  record Refused(int status, Optional<Duration> retryAfter) implements Attempt {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    @Override
    public boolean isWorthRetrying() {
      return status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= SERVER_ERROR;
    }

    @Override
    public String sentence() {
      return "it was answered with %d".formatted(status);
    }
  }

  /** There was no answer. */
  record Failed(Cause cause, String sentence) implements Attempt {

    @Override
    public boolean isAnswered() {
      return false;
    }

    @Override
    public boolean isOurDoing() {
      return cause == Cause.BUSY || cause == Cause.CLOSED;
    }

    @Override
    public boolean isWorthRetrying() {
      return cause.worthRetrying;
    }
  }

  /** Why there was no answer. */
  enum Cause {
    /** The URL breaks the {@link CallbackRule}. */
    FORBIDDEN_URL(false),
    /** The name resolves to an address that breaks it; it may have been changed for a moment. */
    FORBIDDEN_ADDRESS(true),
    /** The name does not resolve. */
    UNKNOWN_NAME(true),
    /** No connection could be made, or it broke. */
    CONNECTION(true),
    /** The receiver is not who its certificate would have to say, or speaks no TLS. */
    TLS(true),
    /** What came is no answer of HTTP/1.1. */
    PROTOCOL(true),
    /** The time was over. */
    DEADLINE(true),
    /** Too much was under way here. */
    BUSY(true),
    /** The client was closed. */
    CLOSED(true);

    private final boolean worthRetrying;

    Cause(boolean worthRetrying) {
      this.worthRetrying = worthRetrying;
    }
  }
}
