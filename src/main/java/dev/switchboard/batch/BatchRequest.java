package dev.switchboard.batch;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.Findings;
import dev.switchboard.json.ClientText;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A batch whose requests can be told apart and put in order (OData JSON 4.01 section 19.1; Graph:
 * "Combine multiple HTTP requests using JSON batching"). Whether one of them is any good by itself
 * is found out when its turn comes.
 *
 * @param items in the order in which they are answered
 */
public record BatchRequest(List<Item> items) {

  /** Most requests in a batch: Graph's limit. */
  static final int MOST = 20;

  private static final Set<String> METHODS = Set.of("GET", "POST", "PATCH", "PUT", "DELETE");

  private static final Set<String> MEMBERS =
      Set.of("id", "method", "url", "headers", "body", "dependsOn", "atomicityGroup", "if");

  /**
   * One request of a batch.
   *
   * @param id unlike any other in the batch, letter case aside
   * @param method in upper case
   * @param url as it was sent
   * @param headers letter case of their names aside
   * @param body null for none
   * @param dependsOn ids of requests and groups before it, in lower case
   * @param group its atomicity group
   * @param conditional whether it has a condition of its own in {@code if}
   */
  record Item(
      String id,
      String method,
      String url,
      Map<String, String> headers,
      JsonValue body,
      List<String> dependsOn,
      Optional<String> group,
      boolean conditional) {

    /** The id as others name it. */
    String key() {
      return BatchRequest.key(id);
    }

    /** The group as others name it. */
    Optional<String> groupKey() {
      return group.map(BatchRequest::key);
    }
  }

  static String key(String id) {
    return id.toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a batch.
   *
   * @throws ApiException 400 that lists what is wrong with it
   */
  static BatchRequest of(JsonObject body) {
    Findings findings = new Findings();
    List<Item> items = new ArrayList<>();
    for (String name : body.keySet()) {
      if (!name.equals("requests") && name.indexOf('@') < 0) {
        String shown = ClientText.shown(name);
        findings.add(shown, "A batch has the member requests only, not %s.".formatted(shown));
      }
    }
    if (!(body.get("requests") instanceof JsonArray requests)) {
      findings.add("requests", "requests must be an array of request objects.");
    } else if (requests.size() > MOST) {
      findings.add(
          "requests",
          "A batch must not have more than %d requests; it has %d."
              .formatted(MOST, requests.size()));
    } else {
      for (int i = 0; i < requests.size(); i++) {
        String place = "requests/" + i;
        if (requests.get(i) instanceof JsonObject request) {
          new ItemReader(request, place, findings).item().ifPresent(items::add);
        } else {
          findings.add(place, place + " must be an object.");
        }
      }
      checkOrder(items, findings);
    }
    findings.throwIfAny();
    return new BatchRequest(items);
  }

  /** The requests in runs: those of an atomicity group together, every other one by itself. */
  List<List<Item>> units() {
    List<List<Item>> units = new ArrayList<>();
    Optional<String> last = Optional.empty();
    for (Item item : items) {
      if (item.groupKey().isEmpty() || !item.groupKey().equals(last)) {
        units.add(new ArrayList<>());
      }
      units.get(units.size() - 1).add(item);
      last = item.groupKey();
    }
    return units;
  }

  private static void checkOrder(List<Item> items, Findings findings) {
    Set<String> ids = new HashSet<>();
    Set<String> groups = new HashSet<>();
    String last = null;
    for (Item item : items) {
      String shown = ClientText.shown(item.id());
      String group = item.groupKey().orElse(null);
      for (String before : item.dependsOn()) {
        if (!ids.contains(before) && !groups.contains(before)) {
          findings.add(
              "dependsOn",
              "The request %s depends on %s, which is no request or group before it."
                  .formatted(shown, ClientText.shown(before)));
        }
      }
      if (!ids.add(item.key())) {
        findings.add("id", "The id %s must stand only once.".formatted(shown));
      }
      if (group != null && !group.equals(last) && !groups.add(group)) {
        findings.add(
            "atomicityGroup",
            "The requests of the atomicityGroup %s must stand one after the other."
                .formatted(ClientText.shown(item.group().get())));
      }
      last = group;
    }
    for (Item item : items) {
      if (groups.contains(item.key())) {
        findings.add(
            "atomicityGroup",
            "%s must not be the id of a request and the name of an atomicityGroup."
                .formatted(ClientText.shown(item.id())));
      }
    }
  }

  /** Reads one request object. */
  private record ItemReader(JsonObject request, String place, Findings findings) {

    Optional<Item> item() {
      for (String name : request.keySet()) {
        if (!MEMBERS.contains(name) && name.indexOf('@') < 0) {
          wrong(ClientText.shown(name), "is no member of a request object");
        }
      }
      String id = text("id", true);
      String method = text("method", true);
      String url = text("url", true);
      String group = text("atomicityGroup", false);
      if (method != null && !METHODS.contains(method.toUpperCase(Locale.ROOT))) {
        wrong("method", "must be GET, POST, PATCH, PUT or DELETE");
      }
      Map<String, String> headers = headers();
      List<String> dependsOn = dependsOn();
      if (id == null || method == null || url == null) {
        return Optional.empty();
      }
      return Optional.of(
          new Item(
              id,
              method.toUpperCase(Locale.ROOT),
              url,
              headers,
              Objects.equals(request.get("body"), JsonValue.NULL) ? null : request.get("body"),
              dependsOn,
              Optional.ofNullable(group),
              request.containsKey("if")));
    }

    private String text(String name, boolean required) {
      JsonValue value = request.get(name);
      if (value instanceof JsonString text && !text.getString().isEmpty()) {
        return text.getString();
      }
      if (required || (value != null && value != JsonValue.NULL)) {
        wrong(name, "must be a string that is not empty");
      }
      return null;
    }

    private Map<String, String> headers() {
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      JsonValue value = request.get("headers");
      if (value instanceof JsonObject object) {
        object.forEach(
            (name, header) -> {
              if (!(header instanceof JsonString text)) {
                wrong("headers/" + ClientText.shown(name), "must be a string");
              } else if (contradicts(headers.put(name, text.getString()), text.getString())) {
                wrong("headers/" + ClientText.shown(name), "must stand only once");
              }
            });
      } else if (value != null && value != JsonValue.NULL) {
        wrong("headers", "must be an object");
      }
      return headers;
    }

    /** Graph's SDK for Java sends its Content-Type twice, in two spellings of the name. */
    private static boolean contradicts(String before, String value) {
      return before != null && !before.equals(value);
    }

    private List<String> dependsOn() {
      List<String> keys = new ArrayList<>();
      JsonValue value = request.get("dependsOn");
      if (value instanceof JsonArray array) {
        for (JsonValue element : array) {
          if (element instanceof JsonString text) {
            keys.add(key(text.getString()));
          } else {
            wrong("dependsOn", "must be an array of strings");
          }
        }
      } else if (value != null && value != JsonValue.NULL) {
        wrong("dependsOn", "must be an array of strings");
      }
      return keys;
    }

    private void wrong(String member, String what) {
      String target = place + "/" + member;
      findings.add(target, "%s %s.".formatted(target, what));
    }
  }
}
