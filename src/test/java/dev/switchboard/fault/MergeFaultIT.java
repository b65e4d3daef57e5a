package dev.switchboard.fault;

import dev.switchboard.support.RandomPatches;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Random patches of operations of several types, over HTTP: each answer is what the oracle says of
 * the one before it. {@code OperationMergePropertyTest} does the same, and far more of it, without
 * HTTP.
 */
class MergeFaultIT {

  private static final int SEQUENCES = 50;
  private static final int PATCHES = 10;

  private static final History HISTORY = new History();

  @Property(tries = SEQUENCES, edgeCases = EdgeCasesMode.NONE)
  void answersAreWhatTheOracleSays(
      @ForAll("types") String type, @ForAll("patches") List<Map<String, Object>> patches) {
    Target target = Targets.TARGET;
    String operation =
        HISTORY.create(target, 0, Map.of("@odata.type", "#microsoft.graph." + type)).orElseThrow();
    for (Map<String, Object> patch : patches) {
      HISTORY.patch(target, 0, operation, patch, OptionalLong.empty());
    }
    HISTORY.read(target, 0, operation);
  }

  @AfterContainer
  static void judge() {
    Run.judgeCalm(
        "R12-http",
        "merge against the oracle, over HTTP",
        SEQUENCES * PATCHES + " random patches",
        HISTORY,
        verdict -> {});
  }

  /** Initialised at the first use, and not when the tests are looked for. */
  private static final class Targets {
    private static final Target TARGET = Run.target();
  }

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.of(
        "commsOperation",
        "playPromptOperation",
        "recordOperation",
        "sendDtmfTonesOperation",
        "inviteParticipantsOperation");
  }

  @Provide
  Arbitrary<List<Map<String, Object>>> patches() {
    return RandomPatches.patch().list().ofSize(PATCHES);
  }
}
