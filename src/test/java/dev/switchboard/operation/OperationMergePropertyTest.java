package dev.switchboard.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.error.ApiException;
import dev.switchboard.fault.FaultReport;
import dev.switchboard.settings.CallLimits;
import dev.switchboard.settings.Settings.StatusCasing;
import dev.switchboard.support.MergeOracle;
import dev.switchboard.support.PlainJson;
import dev.switchboard.support.RandomPatches;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Random patches, one after another, against the {@link MergeOracle}, which knows nothing of the
 * code.
 */
class OperationMergePropertyTest {

  private static final AtomicLong OPERATIONS = new AtomicLong();

  /** Fewer than were begun, if one has failed. */
  private static final AtomicLong FINISHED = new AtomicLong();

  private static final AtomicLong MERGED = new AtomicLong();
  private static final AtomicLong REFUSED = new AtomicLong();

  private static final int SHORTEST = 10;
  private static final int LONGEST = 11;

  /** At least {@value #SHORTEST} patches a try: jqwik's default of 1 000 tries makes 10 000. */
  @Property(edgeCases = EdgeCasesMode.NONE)
  void patchesDoWhatTheOracleSays(
      @ForAll OperationType type, @ForAll("patches") List<Map<String, Object>> patches) {
    CommsOperation operation = Patches.operation(type);
    OPERATIONS.incrementAndGet();
    OperationState stateBefore = operation.state();
    Map<String, Object> before = shown(operation);
    for (Map<String, Object> patch : patches) {
      JsonObject body = (JsonObject) PlainJson.json(patch);
      Optional<Map<String, Object>> expected = MergeOracle.merge(before, patch);

      Optional<Boolean> changed = apply(operation, body);

      assertThat(changed.isPresent())
          .as("accepted: %s to %s", patch, before)
          .isEqualTo(expected.isPresent());
      (changed.isPresent() ? MERGED : REFUSED).incrementAndGet();
      OperationState state = operation.state();
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
    FINISHED.incrementAndGet();
  }

  @AfterContainer
  static void report() {
    FaultReport.write(
        "R12",
        "merge against the oracle",
        MERGED.get() + REFUSED.get() + " random patches",
        List.of(OPERATIONS.get(), MERGED.get(), 0L, 0L, REFUSED.get(), 0L),
        FINISHED.get() == OPERATIONS.get());
  }

  private static Optional<Boolean> apply(CommsOperation operation, JsonObject body) {
    try {
      TypedPatch typed =
          OperationPatch.from(body, CallLimits.OF_GRAPH).forType(operation.type(), true);
      return Optional.of(operation.apply(typed, Patches.NOW));
    } catch (ApiException e) {
      return Optional.empty();
    }
  }

  /** What a client sees, without control information and nulls. */
  private static Map<String, Object> shown(CommsOperation operation) {
    JsonObjectBuilder members = Json.createObjectBuilder();
    OperationView.of(operation, StatusCasing.PASCAL)
        .members()
        .forEach((name, value) -> members.add(name, json(value)));
    return PlainJson.members(members.build());
  }

  /** A member of a view is JSON already, or one of the few types that the view makes itself. */
  private static JsonValue json(Object value) {
    if (value instanceof JsonValue json) {
      return json;
    }
    if (value instanceof Map<?, ?> members) {
      JsonObjectBuilder object = Json.createObjectBuilder();
      members.forEach((name, member) -> object.add((String) name, json(member)));
      return object.build();
    }
    return PlainJson.json(value instanceof Integer number ? new BigDecimal(number) : value);
  }

  @Provide
  Arbitrary<List<Map<String, Object>>> patches() {
    return RandomPatches.patch().list().ofMinSize(SHORTEST).ofMaxSize(LONGEST);
  }
}
