package dev.switchboard.fault;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a workload asks. Safe for any thread. */
interface Target {

  /**
   * An operation that was created.
   *
   * @param operation its path
   */
  record Created(String operation, Outcome.Ok answer) {}

  /** Creates an operation; empty if nobody told whether it was. */
  Optional<Created> create(Map<String, Object> document);

  /** Merges a document into an operation. */
  Outcome patch(String operation, Map<String, Object> patch, OptionalLong ifMatch);

  /** Reads an operation. */
  Outcome read(String operation);
}
