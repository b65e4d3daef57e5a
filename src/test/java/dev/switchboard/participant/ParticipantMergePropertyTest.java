package dev.switchboard.participant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.error.ApiException;
import dev.switchboard.odata.EntityJson;
import dev.switchboard.security.Owner;
import dev.switchboard.support.MergeOracle;
import dev.switchboard.support.PlainJson;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Random patches, one after another, against RFC 7396 as the {@link MergeOracle} has it, and the
 * rules of Graph's types, written down here once more.
 */
class ParticipantMergePropertyTest {

  private static final Instant NOW = Instant.parse("2030-01-31T10:20:30Z");

  private static final AtomicLong MERGED = new AtomicLong();
  private static final AtomicLong UNCHANGED = new AtomicLong();
  private static final AtomicLong REFUSED = new AtomicLong();

  @Property(edgeCases = EdgeCasesMode.NONE)
  void patchesDoWhatTheOracleSays(@ForAll("patches") List<Map<String, Object>> patches) {
    AtomicLong roster = new AtomicLong();
    Participant participant =
        new Participant(
            new ParticipantKey(new UUID(0, 1), new UUID(0, 2)),
            new Owner("tenant", "bot"),
            Bodies.patch(
                (JsonObject)
                    PlainJson.json(Map.of("info", Map.of("identity", Map.of("user", Map.of()))))),
            roster::incrementAndGet,
            NOW);
    for (Map<String, Object> patch : patches) {
      Map<String, Object> before = shown(participant);
      long number = participant.rosterSequenceNumber();
      Optional<Map<String, Object>> expected = expected(before, patch);

      Optional<Boolean> changed = apply(participant, patch, roster::incrementAndGet);

      assertThat(changed.isPresent())
          .as("accepted: %s to %s", patch, before)
          .isEqualTo(expected.isPresent());
      Map<String, Object> after = shown(participant);
      assertThat(after).as("%s to %s", patch, before).isEqualTo(expected.orElse(before));
      boolean different = !after.equals(before);
      assertThat(changed.orElse(false)).isEqualTo(different);
      (changed.isEmpty() ? REFUSED : different ? MERGED : UNCHANGED).incrementAndGet();
      assertThat(participant.rosterSequenceNumber()).isEqualTo(different ? number + 1 : number);
      assertThat(roster.get()).isEqualTo(participant.rosterSequenceNumber());
      if (changed.isPresent()) {
        // Twice is once.
        assertThat(apply(participant, patch, roster::incrementAndGet)).contains(false);
        assertThat(shown(participant)).isEqualTo(after);
      }
    }
  }

  /** Else the property would hold whatever the code did. */
  @AfterContainer
  static void everyOutcomeWasSeen() {
    assertThat(MERGED.get()).isPositive();
    assertThat(UNCHANGED.get()).isPositive();
    assertThat(REFUSED.get()).isPositive();
  }

  private static Optional<Boolean> apply(
      Participant participant, Map<String, Object> patch, LongSupplier roster) {
    try {
      return Optional.of(
          participant.apply(Bodies.patch((JsonObject) PlainJson.json(patch)), roster, NOW));
    } catch (ApiException e) {
      return Optional.empty();
    }
  }

  private static Map<String, Object> shown(Participant participant) {
    Map<String, Object> members =
        PlainJson.members(EntityJson.of(ParticipantView.of(participant), "/"));
    members.remove("rosterSequenceNumber");
    return members;
  }

  private static Optional<Map<String, Object>> expected(
      Map<String, Object> before, Map<String, Object> patch) {
    Map<String, Object> after = PlainJson.object(MergeOracle.rfc7396(before, patch));
    boolean whole =
        List.of("info", "isInLobby", "isMuted", "mediaStreams").stream()
                .allMatch(after::containsKey)
            && ((Map<?, ?>) after.get("info")).containsKey("identity")
            && (!(after.get("recordingInfo") instanceof Map<?, ?> recording)
                || recording.containsKey("recordingStatus"));
    return whole ? Optional.of(after) : Optional.empty();
  }

  // ---- patches

  @Provide
  Arbitrary<List<Map<String, Object>>> patches() {
    Arbitrary<Object> identity =
        members(
            Map.of(
                "user",
                members(
                    Map.of(
                        "id", text(),
                        "displayName", text(),
                        "tenantId", text())),
                "phone",
                members(Map.of("id", text()))));
    Arbitrary<Object> streams =
        Combinators.combine(Arbitraries.of("audio", "video"), Arbitraries.of(true, false), text())
            .as(
                (type, muted, label) -> {
                  Map<String, Object> stream = new LinkedHashMap<>();
                  stream.put("direction", "sendReceive");
                  stream.put("mediaType", type);
                  stream.put("serverMuted", muted);
                  stream.put("sourceId", "1");
                  stream.put("label", label);
                  return (Object) stream;
                })
            .list()
            .ofMaxSize(2)
            .map(list -> (Object) new ArrayList<>(list))
            .injectNull(0.05);
    Map<String, Arbitrary<Object>> all = new LinkedHashMap<>();
    all.put("isMuted", Arbitraries.<Object>of(true, false).injectNull(0.05));
    all.put("isInLobby", Arbitraries.<Object>of(true, false).injectNull(0.05));
    all.put("metadata", text());
    all.put(
        "info", members(Map.of("identity", identity, "region", text(), "participantId", text())));
    all.put("mediaStreams", streams);
    all.put(
        "recordingInfo",
        members(
            Map.of(
                "recordingStatus",
                Arbitraries.<Object>of("recording", "failed").injectNull(0.1),
                "initiator",
                identity)));
    all.put("removedState", members(Map.of("reason", text())));
    all.put(
        "restrictedExperience",
        members(
            Map.of(
                "videoDisabled", Arbitraries.<Object>just("watermarkProtection").injectNull(0.3))));
    return some(all).map(PlainJson::object).list().ofMinSize(5).ofMaxSize(10);
  }

  private static Arbitrary<Object> text() {
    return Arbitraries.<Object>of("a", "", "\uD83D\uDE00").injectNull(0.2);
  }

  /** An object with some of these members, or null. */
  private static Arbitrary<Object> members(Map<String, Arbitrary<Object>> members) {
    return some(new LinkedHashMap<>(members)).injectNull(0.1);
  }

  private static Arbitrary<Object> some(Map<String, Arbitrary<Object>> members) {
    Arbitrary<Map<String, Object>> object = Arbitraries.just(Map.of());
    for (Map.Entry<String, Arbitrary<Object>> member : members.entrySet()) {
      object =
          Combinators.combine(object, Arbitraries.integers().between(0, 2), member.getValue())
              .as(
                  (before, dice, value) -> {
                    Map<String, Object> after = new LinkedHashMap<>(before);
                    if (dice == 0) {
                      after.put(member.getKey(), value);
                    }
                    return after;
                  });
    }
    return object.map(map -> map);
  }
}
