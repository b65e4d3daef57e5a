package dev.switchboard.fault;

import java.util.Map;
import java.util.OptionalLong;

/**
 * One request for one operation, and what came of it.
 *
 * @param client who asked
 * @param operation its path, the same on every node
 * @param patch the document of a creation, the merge document of a patch; empty for a read
 * @param ifMatch the version in {@code If-Match}, if it was sent
 * @param invoked before the request was sent, in nanoseconds of the history
 * @param answered after the answer had come, or after it was given up
 */
record Exchange(
    int client,
    String operation,
    Kind kind,
    Map<String, Object> patch,
    OptionalLong ifMatch,
    long invoked,
    long answered,
    Outcome outcome) {

  /** What was asked. */
  enum Kind {
    CREATE,
    PATCH,
    READ
  }

  boolean isOk() {
    return outcome instanceof Outcome.Ok;
  }

  boolean isUnknown() {
    return outcome instanceof Outcome.Unknown;
  }

  boolean isWrite() {
    return kind != Kind.READ;
  }

  /** The version that the answer shows; only of one that was done. */
  long version() {
    return ((Outcome.Ok) outcome).version();
  }

  /** The body that the answer shows; only of one that was done. */
  Map<String, Object> body() {
    return ((Outcome.Ok) outcome).body();
  }

  /** Whether it could have made this version: it asked for no other one to be replaced. */
  boolean mayMake(long version) {
    return ifMatch.isEmpty() || ifMatch.getAsLong() == version - 1;
  }

  /** For people: who, what, when, and what came of it. */
  @Override
  public String toString() {
    return "%s by client %d%s at %.3f-%.3f ms%s: %s"
        .formatted(
            kind,
            client,
            ifMatch.isPresent() ? " with If-Match " + ifMatch.getAsLong() : "",
            invoked / 1e6,
            answered / 1e6,
            kind == Kind.READ ? "" : " " + patch,
            outcome);
  }
}
