package dev.switchboard.support;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says what an operation becomes by a patch. It knows RFC 7396 and the rules of an operation and no
 * class of the product: it works on plain maps and lists ({@link PlainJson}).
 */
public final class MergeOracle {

  private static final Map<String, Set<String>> FOLLOWERS =
      Map.of(
          "NotStarted", Set.of("Running", "Completed", "Failed"),
          "Running", Set.of("Completed", "Failed"),
          "Completed", Set.of(),
          "Failed", Set.of());

  private static final Map<String, String> SPELLINGS =
      Map.of(
          "notstarted", "NotStarted",
          "running", "Running",
          "completed", "Completed",
          "failed", "Failed",
          "0", "NotStarted",
          "1", "Running",
          "2", "Completed",
          "3", "Failed");

  private MergeOracle() {}

  /** The operation that is created from a document; empty if the document must be refused. */
  public static Optional<Map<String, Object>> create(Map<String, Object> document) {
    Map<String, Object> blank = new LinkedHashMap<>();
    blank.put("status", "NotStarted");
    if ("#microsoft.graph.inviteParticipantsOperation".equals(document.get("@odata.type"))) {
      blank.put("participants", List.of());
    }
    Map<String, Object> members = new LinkedHashMap<>(document);
    members.keySet().removeIf(name -> name.contains("@"));
    return merge(blank, members);
  }

  /** The merged operation; empty if the patch must be refused. */
  public static Optional<Map<String, Object>> merge(
      Map<String, Object> before, Map<String, Object> patch) {
    Map<String, Object> canonical = new LinkedHashMap<>(patch);
    canonical.computeIfPresent(
        "status", (name, text) -> SPELLINGS.get(text.toString().toLowerCase(Locale.ROOT)));
    boolean isNew = !before.containsKey("resultInfo");
    if (canonical.get("resultInfo") instanceof Map<?, ?> resultInfo && isNew) {
      if (resultInfo.isEmpty()) {
        // The page's own example sends one without members: it creates nothing.
        canonical.remove("resultInfo");
      } else if (!resultInfo.containsKey("code")) {
        return Optional.empty();
      }
    }
    Map<String, Object> after = PlainJson.object(rfc7396(before, canonical));
    if (after.get("resultInfo") instanceof Map<?, ?> resultInfo && isNew) {
      PlainJson.object(resultInfo).putIfAbsent("subcode", BigDecimal.ZERO);
    }
    if ("Failed".equals(after.get("status")) && !after.containsKey("resultInfo")) {
      Map<String, Object> unknown = new LinkedHashMap<>();
      unknown.put("code", new BigDecimal(500));
      unknown.put("subcode", new BigDecimal(9999));
      unknown.put("message", "The operation failed without saying why.");
      after.put("resultInfo", unknown);
    }
    String from = before.get("status").toString();
    String to = after.get("status").toString();
    boolean refused =
        FOLLOWERS.get(from).isEmpty()
            ? !after.equals(before)
            : !from.equals(to) && !FOLLOWERS.get(from).contains(to);
    return refused ? Optional.empty() : Optional.of(after);
  }

  /** The pseudo code of RFC 7396 section 2. */
  public static Object rfc7396(Object target, Object patch) {
    if (!(patch instanceof Map<?, ?> members)) {
      return patch;
    }
    Map<String, Object> result = new LinkedHashMap<>();
    if (target instanceof Map<?, ?>) {
      result.putAll(PlainJson.object(target));
    }
    members.forEach(
        (name, value) -> {
          if (value == null) {
            result.remove(name);
          } else {
            result.put((String) name, rfc7396(result.get(name), value));
          }
        });
    return result;
  }
}
