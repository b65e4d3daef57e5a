package dev.switchboard.call;

import dev.switchboard.edm.EnumerationType;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Graph's {@code callState} without the sentinel {@code unknownFutureValue}, which no client may
 * send.
 */
enum CallState {
  INCOMING("incoming", 0),
  ESTABLISHING("establishing", 1),
  ESTABLISHED("established", 3),
  HOLD("hold", 4),
  TRANSFERRING("transferring", 5),
  TRANSFER_ACCEPTED("transferAccepted", 6),
  REDIRECTING("redirecting", 7),
  TERMINATING("terminating", 8),
  TERMINATED("terminated", 9);

  /** The type that they are the members of, with its sentinel. */
  static final EnumerationType TYPE =
      new EnumerationType(
          "callState",
          Stream.concat(
                  Arrays.stream(values())
                      .map(state -> new EnumerationType.Member(state.member, state.number)),
                  Stream.of(new EnumerationType.Member("unknownFutureValue", 10)))
              .toList());

  private final String member;
  private final int number;

  CallState(String member, int number) {
    this.member = member;
    this.number = number;
  }

  static Optional<CallState> named(String text) {
    return Arrays.stream(values()).filter(state -> state.member.equals(text)).findFirst();
  }

  /** Whether a call may begin in this state. */
  boolean isInitial() {
    return this == INCOMING || this == ESTABLISHING || this == ESTABLISHED;
  }

  @Override
  public String toString() {
    return member;
  }
}
