package dev.switchboard.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.error.ApiException;
import dev.switchboard.settings.Settings.StatusCasing;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Random patches, one after another, against an oracle that knows RFC 7396 and the rules of an
 * operation and nothing of the code: it works on plain maps and lists.
 */
class OperationMergePropertyTest {

  private static final JsonProvider JSON = JsonProvider.provider();

  private static final int SEQUENCES = 2_000;
  private static final int SHORTEST = 5;
  private static final int LONGEST = 6;

  /** At least {@value #SEQUENCES} times {@value #SHORTEST} patches. */
  @Property(tries = SEQUENCES, edgeCases = EdgeCasesMode.NONE)
  void patchesDoWhatTheOracleSays(
      @ForAll OperationType type, @ForAll("patches") List<Map<String, Object>> patches) {
    CommsOperation operation = Patches.operation(type);
    CommsOperation.State stateBefore = operation.state();
    Map<String, Object> before = shown(operation);
    for (Map<String, Object> patch : patches) {
      JsonObject body = (JsonObject) json(patch);
      Optional<Map<String, Object>> expected = Oracle.merge(type, before, patch);

      Optional<Boolean> changed = apply(operation, body);

      assertThat(changed.isPresent())
          .as("accepted: %s to %s", patch, before)
          .isEqualTo(expected.isPresent());
      CommsOperation.State state = operation.state();
      if (changed.isEmpty()) {
        // A refused patch changes nothing.
        assertThat(state).isEqualTo(stateBefore);
        continue;
      }
      Map<String, Object> after = shown(operation);
      assertThat(after).as("%s to %s", patch, before).isEqualTo(expected.get());
      assertThat(changed.get()).isEqualTo(!after.equals(before));
      if (Set.of("Completed", "Failed").contains(before.get("status"))) {
        assertThat(state).isEqualTo(stateBefore);
      }
      // Twice is once.
      assertThat(apply(operation, body)).contains(false);
      assertThat(operation.state()).isEqualTo(state);
      stateBefore = state;
      before = after;
    }
  }

  private static Optional<Boolean> apply(CommsOperation operation, JsonObject body) {
    try {
      TypedPatch typed = OperationPatch.from(body).forType(operation.type(), true);
      return Optional.of(operation.apply(typed, Patches.NOW));
    } catch (ApiException e) {
      return Optional.empty();
    }
  }

  /** What a client sees, without control information and nulls. */
  private static Map<String, Object> shown(CommsOperation operation) {
    Map<String, Object> members = new LinkedHashMap<>();
    OperationView.of(operation, StatusCasing.PASCAL)
        .members()
        .forEach(
            (name, value) -> {
              Object plain = plain(value);
              if (plain != null && !name.equals("id") && !name.contains("@")) {
                members.put(name, plain);
              }
            });
    return members;
  }

  /** RFC 7396, and what an operation adds to it. */
  private static final class Oracle {

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

    /** The merged operation; empty if the patch must be refused. */
    static Optional<Map<String, Object>> merge(
        OperationType type, Map<String, Object> before, Map<String, Object> patch) {
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
      Map<String, Object> after = object(rfc7396(before, canonical));
      if (after.get("resultInfo") instanceof Map<?, ?> && isNew) {
        object(after.get("resultInfo")).putIfAbsent("subcode", BigDecimal.ZERO);
      }
      if ("Failed".equals(after.get("status")) && !after.containsKey("resultInfo")) {
        Map<String, Object> unknown = new LinkedHashMap<>();
        unknown.put("code", new BigDecimal(500));
        unknown.put("subcode", new BigDecimal(9999));
        unknown.put("message", "The operation failed without saying why.");
        after.put("resultInfo", unknown);
      }
      if (type == OperationType.INVITE_PARTICIPANTS) {
        after.putIfAbsent("participants", List.of());
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
    private static Object rfc7396(Object target, Object patch) {
      if (!(patch instanceof Map<?, ?> members)) {
        return patch;
      }
      Map<String, Object> result = new LinkedHashMap<>();
      if (target instanceof Map<?, ?>) {
        result.putAll(object(target));
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

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
      return (Map<String, Object>) value;
    }
  }

  @Provide
  Arbitrary<List<Map<String, Object>>> patches() {
    return patch().list().ofMinSize(SHORTEST).ofMaxSize(LONGEST);
  }

  private static Arbitrary<Map<String, Object>> patch() {
    Arbitrary<Map<String, Object>> status =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.just(Map.of())),
            Tuple.of(3, member("status", Arbitraries.of("Running", "running", "RUNNING", "1"))),
            Tuple.of(
                1,
                member(
                    "status",
                    Arbitraries.of(
                        "NotStarted", "0", "Completed", "completed", "2", "Failed", "3"))));
    Arbitrary<Map<String, Object>> context =
        optional(
            member("clientContext", Arbitraries.of("a", "b", "", "\uD83D\uDE00").injectNull(0.3)));
    Arbitrary<Map<String, Object>> result =
        optional(member("resultInfo", resultInfo().injectNull(0.2)));
    Arbitrary<Map<String, Object>> location =
        optional(member("recordingLocation", Arbitraries.of("l", "m", "").injectNull(0.3)));
    Arbitrary<Map<String, Object>> reason =
        optional(
            member(
                "completionReason",
                Arbitraries.of("unknown", "completedSuccessfully").injectNull(0.3)));
    Arbitrary<Map<String, Object>> participants = optional(member("participants", participants()));
    return Combinators.combine(status, context, result, location, reason, participants, dynamic())
        .as(
            (a, b, c, d, e, f, g) -> {
              Map<String, Object> patch = new LinkedHashMap<>();
              List.of(a, b, c, d, e, f, g).forEach(patch::putAll);
              return patch;
            });
  }

  private static Arbitrary<Map<String, Object>> optional(Arbitrary<Map<String, Object>> member) {
    return Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.just(Map.of())), Tuple.of(1, member));
  }

  private static Arbitrary<Map<String, Object>> member(
      String name, Arbitrary<? extends Object> values) {
    return values.map(
        value -> {
          Map<String, Object> member = new LinkedHashMap<>();
          member.put(name, value);
          return member;
        });
  }

  /** Without one of its members, with all of them, or with none. */
  private static Arbitrary<Map<String, Object>> resultInfo() {
    Arbitrary<BigDecimal> numbers = Arbitraries.of(200, 400, 0, -1).map(BigDecimal::new);
    return Combinators.combine(
            optional(member("code", numbers)),
            optional(member("subcode", numbers)),
            optional(member("message", Arbitraries.of("m", "n", "").injectNull(0.3))))
        .as(
            (a, b, c) -> {
              Map<String, Object> resultInfo = new LinkedHashMap<>();
              List.of(a, b, c).forEach(resultInfo::putAll);
              return resultInfo;
            });
  }

  private static Arbitrary<List<Map<String, Object>>> participants() {
    return Arbitraries.of("1", "2")
        .injectNull(0.2)
        .map(
            id -> {
              Map<String, Object> user = new LinkedHashMap<>();
              user.put("id", id);
              Map<String, Object> participant = new LinkedHashMap<>();
              participant.put("identity", Map.of("user", user));
              participant.put("hidden", null);
              return participant;
            })
        .list()
        .ofMaxSize(2);
  }

  /** Few names, so that patches meet what stands there already. */
  private static Arbitrary<Map<String, Object>> dynamic() {
    return Arbitraries.maps(Arbitraries.of("x", "y", "z", "\u00E9"), value(2)).ofMaxSize(3);
  }

  private static Arbitrary<Object> value(int depth) {
    Arbitrary<Object> scalar =
        Arbitraries.<Object>of(
                "s",
                "",
                "null",
                true,
                false,
                BigDecimal.ONE,
                new BigDecimal("1.5"),
                new BigDecimal("100"),
                new BigDecimal("12345678901234567890"))
            .injectNull(0.25);
    if (depth == 0) {
      return scalar;
    }
    Arbitrary<Object> array = value(depth - 1).list().ofMaxSize(2).map(list -> list);
    Arbitrary<Object> object =
        Arbitraries.maps(Arbitraries.of("a", "b", "x"), value(depth - 1))
            .ofMaxSize(2)
            .map(map -> map);
    return Arbitraries.frequencyOf(Tuple.of(3, scalar), Tuple.of(1, array), Tuple.of(3, object));
  }

  private static JsonValue json(Object value) {
    if (value == null) {
      return JsonValue.NULL;
    }
    if (value instanceof Map<?, ?> members) {
      JsonObjectBuilder object = JSON.createObjectBuilder();
      members.forEach((name, member) -> object.add((String) name, json(member)));
      return object.build();
    }
    if (value instanceof List<?> items) {
      JsonArrayBuilder array = JSON.createArrayBuilder();
      items.forEach(item -> array.add(json(item)));
      return array.build();
    }
    if (value instanceof BigDecimal number) {
      return JSON.createValue(number);
    }
    if (value instanceof Boolean flag) {
      return flag ? JsonValue.TRUE : JsonValue.FALSE;
    }
    return JSON.createValue((String) value);
  }

  private static Object plain(Object value) {
    if (value instanceof Map<?, ?> members && !(value instanceof JsonObject)) {
      return plainMembers(members);
    }
    if (value instanceof Integer number) {
      return new BigDecimal(number);
    }
    if (!(value instanceof JsonValue json)) {
      return value;
    }
    return switch (json.getValueType()) {
      case OBJECT -> {
        Map<String, Object> members = new LinkedHashMap<>();
        ((JsonObject) json).forEach((name, member) -> members.put(name, plain(member)));
        yield members;
      }
      case ARRAY -> {
        List<Object> items = new ArrayList<>();
        ((JsonArray) json).forEach(item -> items.add(plain(item)));
        yield items;
      }
      case STRING -> ((JsonString) json).getString();
      case NUMBER -> ((JsonNumber) json).bigDecimalValue();
      case TRUE -> true;
      case FALSE -> false;
      case NULL -> null;
    };
  }

  private static Map<String, Object> plainMembers(Map<?, ?> members) {
    Map<String, Object> plain = new LinkedHashMap<>();
    members.forEach(
        (name, member) -> {
          if (member != null && !((String) name).contains("@")) {
            plain.put((String) name, plain(member));
          }
        });
    return plain;
  }
}
