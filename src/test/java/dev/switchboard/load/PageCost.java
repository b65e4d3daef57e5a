package dev.switchboard.load;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What one page cost PostgreSQL.
 *
 * @param nodes of the plan that found the places of the page, from the outermost on
 * @param buffers pages of tables and indexes that all statements of the request touched, wherever
 *     they lay
 */
record PageCost(List<JsonObject> nodes, long buffers) {

  /**
   * What the service does by itself: it looks which notifications are due, which keys they are
   * signed with, and which calls are to end.
   */
  private static final Pattern OWN_WORK =
      Pattern.compile("notification_stream|signing_key|kept_alive_at <");

  /** Of the plans of all statements of one request, and of what the service did by itself. */
  static PageCost of(List<JsonObject> executed) {
    List<JsonObject> plans =
        executed.stream()
            .filter(plan -> !OWN_WORK.matcher(plan.getString("Query Text")).find())
            .toList();
    List<JsonObject> ordered =
        plans.stream()
            .filter(
                plan -> plan.getString("Query Text").toUpperCase(Locale.ROOT).contains("ORDER BY"))
            .toList();
    if (ordered.size() != 1) {
      throw new AssertionError("one statement finds the places, and not these: " + ordered);
    }
    return new PageCost(
        nodes(ordered.get(0).getJsonObject("Plan")).toList(),
        plans.stream().map(plan -> plan.getJsonObject("Plan")).mapToLong(PageCost::buffers).sum());
  }

  private static Stream<JsonObject> nodes(JsonObject plan) {
    JsonArray inner = plan.getJsonArray("Plans");
    return Stream.concat(
        Stream.of(plan),
        inner == null
            ? Stream.empty()
            : inner.getValuesAs(JsonObject.class).stream().flatMap(PageCost::nodes));
  }

  /** Those of the inner nodes are among those of the outer one. */
  private static long buffers(JsonObject node) {
    return node.getJsonNumber("Shared Hit Blocks").longValue()
        + node.getJsonNumber("Shared Read Blocks").longValue();
  }

  /** Whether rows are found in an index, in which they are in order. */
  boolean isByIndexAlone() {
    return !isSorted()
        && nodes.stream()
            .map(node -> node.getString("Node Type"))
            .anyMatch(type -> type.equals("Index Scan") || type.equals("Index Only Scan"));
  }

  /** Whether rows are sorted for this page. */
  boolean isSorted() {
    return nodes.stream().anyMatch(node -> node.getString("Node Type").contains("Sort"));
  }

  /** How they are sorted. */
  List<String> sortMethods() {
    return nodes.stream()
        .filter(node -> node.containsKey("Sort Method"))
        .map(node -> node.getString("Sort Method"))
        .distinct()
        .toList();
  }

  /** The plan in one line. */
  String shown() {
    List<String> shown = new ArrayList<>();
    for (JsonObject node : nodes) {
      String index = node.getString("Index Name", "");
      shown.add(
          node.getString("Node Type")
              + (index.isEmpty() ? "" : " on " + index)
              + (node.containsKey("Sort Method")
                  ? " (%s)".formatted(node.getString("Sort Method"))
                  : "")
              + (node.containsKey("Rows Removed by Filter")
                  ? " (%d filtered out)"
                      .formatted(node.getJsonNumber("Rows Removed by Filter").longValue())
                  : ""));
    }
    return String.join(" < ", shown);
  }
}
