package dev.switchboard.operation;

import dev.switchboard.settings.Settings.StatusCasing;

/** An operation in memory, for those who measure what a merge costs without the database. */
public final class MergeParts {

  private final CommsOperation operation = Patches.operation(OperationType.PLAY_PROMPT);

  /** Merges a patch into it, and tells whether that changed anything. */
  public boolean apply(OperationPatch patch) {
    return operation.apply(patch.forType(operation.type(), true), Patches.NOW);
  }

  /** What it shows of itself. */
  public OperationView view() {
    return OperationView.of(operation, StatusCasing.PASCAL);
  }
}
