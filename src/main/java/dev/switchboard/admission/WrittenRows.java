package dev.switchboard.admission;

import jakarta.enterprise.context.RequestScoped;
import java.security.Principal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which rows a request is about to write: those that the path parameters name, by whichever path.
 * Each caller has rows of its own here, so that nobody can stand in the way of somebody else at a
 * row that only the other one may write.
 */
@RequestScoped
public class WrittenRows {

  /** The methods that change nothing (RFC 9110 section 9.2.1). */
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  /** So ends the name of a path parameter that is a key. */
  private static final String KEY = "Id";

  private record Row(Principal caller, List<String> keys) {}

  private List<Row> rows = List.of();
  private boolean held;

  /**
   * A request, or a part of one, that is about to be let in.
   *
   * @param caller who sends it
   * @param method in upper case
   * @param parameters of its path, by their names
   */
  public record Write(Principal caller, String method, Map<String, String> parameters) {

    private List<Row> rows() {
      if (SAFE.contains(method)) {
        return List.of();
      }
      List<String> keys =
          new TreeMap<>(parameters)
              .entrySet().stream()
                  .filter(parameter -> parameter.getKey().endsWith(KEY))
                  .map(parameter -> parameter.getValue().toLowerCase(Locale.ROOT))
                  .toList();
      return keys.isEmpty() ? List.of() : List.of(new Row(caller, keys));
    }
  }

  /** Notes what is written by all that takes the next turn together. */
  public void are(List<Write> writes) {
    rows = writes.stream().flatMap(write -> write.rows().stream()).toList();
  }

  /**
   * The rows, each once; none for what reads, or writes a row that is not there yet. They are in an
   * order that is the same everywhere, so that no two wait for each other.
   */
  List<? extends Object> inOrder() {
    return rows.stream()
        .distinct()
        .sorted(
            Comparator.comparing((Row row) -> String.join("/", row.keys()))
                .thenComparing(row -> row.caller().getName()))
        .toList();
  }

  /** Whether this request has its turn already, and is to go on with it. */
  boolean areHeld() {
    return held;
  }

  /** Notes that the turn begins, or is over. */
  void held(boolean begun) {
    held = begun;
  }
}
