package dev.switchboard.operation;

import dev.switchboard.edm.EnumerationType;
import dev.switchboard.settings.Settings.StatusCasing;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Graph's {@code operationStatus} and the moves between its members: forward only, and nothing
 * leaves {@link #COMPLETED} or {@link #FAILED}. Each has the numeric value of the CSDL.
 */
public enum OperationStatus {
  NOT_STARTED("NotStarted", 0),
  RUNNING("Running", 1),
  COMPLETED("Completed", 2),
  FAILED("Failed", 3);

  /** The type that they are the members of. */
  static final EnumerationType TYPE =
      new EnumerationType(
          "operationStatus",
          Arrays.stream(values())
              .map(status -> new EnumerationType.Member(status.member, status.number))
              .toList());

  private final String member;
  private final int number;

  OperationStatus(String member, int number) {
    this.member = member;
    this.number = number;
  }

  /**
   * Reads a member name in any letter case, or the numeric value as a string (OData JSON 4.01
   * section 7.1).
   *
   * @return empty if it is none
   */
  static Optional<OperationStatus> parse(String text) {
    return TYPE.member(text)
        .flatMap(
            found ->
                Arrays.stream(values())
                    .filter(status -> status.member.equals(found.name()))
                    .findFirst());
  }

  /** The spelling in an answer. */
  String wire(StatusCasing casing) {
    return switch (casing) {
      case PASCAL -> member;
      case CAMEL -> member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
    };
  }

  /** Whether an operation in this status is immutable. */
  boolean isTerminal() {
    return switch (this) {
      case NOT_STARTED, RUNNING -> false;
      case COMPLETED, FAILED -> true;
    };
  }

  /** Whether an operation may go from this status to another one. */
  boolean mayBecome(OperationStatus next) {
    return switch (this) {
      case NOT_STARTED -> next != NOT_STARTED;
      case RUNNING -> next.isTerminal();
      case COMPLETED, FAILED -> false;
    };
  }

  @Override
  public String toString() {
    return member;
  }
}
