package dev.switchboard.fault;

import java.util.Map;

/** What a client learned of its request. */
sealed interface Outcome {

  /**
   * The request was done.
   *
   * @param version of the operation that the answer shows
   * @param body its members, as {@code PlainJson.members} gives them
   */
  record Ok(long version, Map<String, Object> body) implements Outcome {}

  /**
   * The request was refused, and has changed nothing.
   *
   * @param status of the answer
   */
  record Refused(int status) implements Outcome {}

  /**
   * Nobody told: a write may have taken effect, may do so later, or never.
   *
   * @param why for people
   */
  record Unknown(String why) implements Outcome {}
}
