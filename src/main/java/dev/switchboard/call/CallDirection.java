package dev.switchboard.call;

import dev.switchboard.edm.EnumerationType;
import java.util.Arrays;
import java.util.Optional;

/** Graph's {@code callDirection}: who called, from the application's point of view. */
enum CallDirection {
  INCOMING("incoming"),
  OUTGOING("outgoing");

  /** The type that they are the members of. */
  static final EnumerationType TYPE =
      EnumerationType.of(
          "callDirection",
          Arrays.stream(values()).map(CallDirection::toString).toArray(String[]::new));

  private final String member;

  CallDirection(String member) {
    this.member = member;
  }

  static Optional<CallDirection> named(String text) {
    return Arrays.stream(values()).filter(direction -> direction.member.equals(text)).findFirst();
  }

  /** That of a call that begins in this state and does not say. */
  static CallDirection of(CallState state) {
    return state == CallState.INCOMING ? INCOMING : OUTGOING;
  }

  @Override
  public String toString() {
    return member;
  }
}
