package dev.switchboard.call;

import java.util.Arrays;
import java.util.Optional;

/**
 * Graph's {@code callState} without the sentinel {@code unknownFutureValue}, which no client may
 * send.
 */
enum CallState {
  INCOMING("incoming"),
  ESTABLISHING("establishing"),
  ESTABLISHED("established"),
  HOLD("hold"),
  TRANSFERRING("transferring"),
  TRANSFER_ACCEPTED("transferAccepted"),
  REDIRECTING("redirecting"),
  TERMINATING("terminating"),
  TERMINATED("terminated");

  private final String member;

  CallState(String member) {
    this.member = member;
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
