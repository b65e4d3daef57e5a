package dev.switchboard.call;

import dev.switchboard.edm.EnumerationType;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Graph's {@code callState} without the sentinel {@code unknownFutureValue}, which is no state, and
 * the moves between its members: nothing leaves {@link #TERMINATED}.
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

  private static final EnumerationType.Member SENTINEL =
      new EnumerationType.Member("unknownFutureValue", 10);

  /** The type that they are the members of, with its sentinel. */
  static final EnumerationType TYPE =
      new EnumerationType(
          "callState",
          Stream.concat(
                  Arrays.stream(values())
                      .map(state -> new EnumerationType.Member(state.member, state.number)),
                  Stream.of(SENTINEL))
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

  /** Whether a call in this state is over and immutable. */
  boolean isTerminal() {
    return this == TERMINATED;
  }

  /**
   * Whether a call may go from this state to another one: from ringing over setting up to talking,
   * from there to hold, to a transfer and back, and from everywhere to its end.
   */
  boolean mayBecome(CallState next) {
    return switch (this) {
      case INCOMING ->
          next == ESTABLISHING || next == ESTABLISHED || next == REDIRECTING || next.isEnd();
      case ESTABLISHING -> next == ESTABLISHED || next.isEnd();
      case ESTABLISHED -> next == HOLD || next == TRANSFERRING || next.isEnd();
      case HOLD -> next == ESTABLISHED || next == TRANSFERRING || next.isEnd();
      // A transfer that fails leaves the call as it was (Graph's documentation of call-transfer).
      case TRANSFERRING ->
          next == TRANSFER_ACCEPTED || next == ESTABLISHED || next == HOLD || next.isEnd();
      case TRANSFER_ACCEPTED -> next == ESTABLISHED || next == HOLD || next.isEnd();
      case REDIRECTING -> next.isEnd();
      case TERMINATING -> next == TERMINATED;
      case TERMINATED -> false;
    };
  }

  private boolean isEnd() {
    return this == TERMINATING || this == TERMINATED;
  }

  /** Whether this is the sentinel of the type, which stands for a state the sender did not know. */
  static boolean isSentinel(String text) {
    return text.equals(SENTINEL.name());
  }

  @Override
  public String toString() {
    return member;
  }
}
