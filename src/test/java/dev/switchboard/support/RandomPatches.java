package dev.switchboard.support;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Random merge documents for an operation of any type, as {@link PlainJson}: well-typed, though not
 * every one is allowed in every state.
 */
public final class RandomPatches {

  private RandomPatches() {}

  /** One patch. */
  public static Arbitrary<Map<String, Object>> patch() {
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
}
