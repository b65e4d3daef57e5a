package dev.switchboard.call;

import dev.switchboard.edm.EnumerationType;
import java.util.Arrays;

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

  @Override
  public String toString() {
    return member;
  }
}
