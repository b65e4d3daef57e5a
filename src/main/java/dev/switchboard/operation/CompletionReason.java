package dev.switchboard.operation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Graph's {@code sendDtmfCompletionReason} without the sentinel {@code unknownFutureValue}, which
 * is no value: it stands for one that the reader does not know.
 */
enum CompletionReason {
  UNKNOWN("unknown", "0"),
  COMPLETED_SUCCESSFULLY("completedSuccessfully", "1"),
  MEDIA_OPERATION_CANCELED("mediaOperationCanceled", "2");

  private static final Set<String> SENTINEL = Set.of("unknownfuturevalue", "3");

  private final String member;
  private final String number;

  CompletionReason(String member, String number) {
    this.member = member;
    this.number = number;
  }

  /** Reads a member name, or the numeric value as a string; empty if it is none. */
  static Optional<CompletionReason> parse(String text) {
    // Not equalsIgnoreCase: that takes the dotless i for an i.
    String lower = text.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(
            reason ->
                reason.member.toLowerCase(Locale.ROOT).equals(lower) || reason.number.equals(text))
        .findFirst();
  }

  /** Whether this is the sentinel {@code unknownFutureValue}, by name or by number. */
  static boolean isSentinel(String text) {
    return SENTINEL.contains(text.toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return member;
  }
}
