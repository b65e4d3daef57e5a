package dev.switchboard.operation;

import dev.switchboard.edm.EnumerationType;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Graph's {@code sendDtmfCompletionReason} without the sentinel {@code unknownFutureValue}, which
 * is no value: it stands for one that the reader does not know.
 */
enum CompletionReason {
  UNKNOWN("unknown", 0),
  COMPLETED_SUCCESSFULLY("completedSuccessfully", 1),
  MEDIA_OPERATION_CANCELED("mediaOperationCanceled", 2);

  private static final EnumerationType.Member SENTINEL =
      new EnumerationType.Member("unknownFutureValue", 3);

  /** The type that they are the members of, with its sentinel. */
  static final EnumerationType TYPE =
      new EnumerationType(
          "sendDtmfCompletionReason",
          Stream.concat(
                  Arrays.stream(values())
                      .map(reason -> new EnumerationType.Member(reason.member, reason.number)),
                  Stream.of(SENTINEL))
              .toList());

  private final String member;
  private final int number;

  CompletionReason(String member, int number) {
    this.member = member;
    this.number = number;
  }

  /** Reads a member name, or the numeric value as a string; empty if it is none. */
  static Optional<CompletionReason> parse(String text) {
    return TYPE.member(text)
        .flatMap(
            found ->
                Arrays.stream(values())
                    .filter(reason -> reason.member.equals(found.name()))
                    .findFirst());
  }

  /** Whether this is the sentinel {@code unknownFutureValue}, by name or by number. */
  static boolean isSentinel(String text) {
    return TYPE.member(text).filter(SENTINEL::equals).isPresent();
  }

  @Override
  public String toString() {
    return member;
  }
}
