package dev.switchboard.fault;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A rule that was broken.
 *
 * @param operation of which
 * @param sentence what is wrong
 * @param evidence the requests that show it
 */
record Finding(Rule rule, String operation, String sentence, List<Exchange> evidence) {

  @Override
  public String toString() {
    return rule
        + " is broken for "
        + operation
        + ": "
        + sentence
        + evidence.stream().map(e -> "\n    " + e).collect(Collectors.joining());
  }
}
