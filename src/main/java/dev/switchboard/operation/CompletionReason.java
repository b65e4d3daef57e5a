package dev.switchboard.operation;

import java.util.Arrays;
import java.util.Optional;

/**
 * Graph's {@code sendDtmfCompletionReason} without the sentinel {@code unknownFutureValue}, which
 * no client may send.
 */
enum CompletionReason {
  UNKNOWN("unknown", "0"),
  COMPLETED_SUCCESSFULLY("completedSuccessfully", "1"),
  MEDIA_OPERATION_CANCELED("mediaOperationCanceled", "2");

  private final String member;
  private final String number;

  CompletionReason(String member, String number) {
    this.member = member;
    this.number = number;
  }

  /** Reads a member name, or the numeric value as a string; empty if it is none. */
  static Optional<CompletionReason> parse(String text) {
    return Arrays.stream(values())
        .filter(reason -> reason.member.equalsIgnoreCase(text) || reason.number.equals(text))
        .findFirst();
  }

  @Override
  public String toString() {
    return member;
  }
}
