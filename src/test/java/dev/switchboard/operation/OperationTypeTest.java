package dev.switchboard.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.operation.OperationType.DerivedMember;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The types against the facts of Graph's v1.0 metadata, which are written down here once more. */
class OperationTypeTest {

  /** {@code entity} and {@code commsOperation}: what every operation declares. */
  private static final Set<String> BASE = Set.of("id", "clientContext", "resultInfo", "status");

  /** EntityType elements with {@code BaseType="graph.commsOperation"} and their properties. */
  private static final Map<String, Set<String>> CSDL =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("commsOperation", Set.of()),
              Map.entry("addLargeGalleryViewOperation", Set.of()),
              Map.entry("cancelMediaProcessingOperation", Set.of()),
              Map.entry("inviteParticipantsOperation", Set.of("participants")),
              Map.entry("muteParticipantOperation", Set.of()),
              Map.entry("playPromptOperation", Set.of()),
              Map.entry("recordOperation", Set.of("recordingAccessToken", "recordingLocation")),
              Map.entry("sendDtmfTonesOperation", Set.of("completionReason")),
              Map.entry("startHoldMusicOperation", Set.of()),
              Map.entry("stopHoldMusicOperation", Set.of()),
              Map.entry("subscribeToToneOperation", Set.of()),
              Map.entry("unmuteParticipantOperation", Set.of()),
              Map.entry("updateRecordingStatusOperation", Set.of())));

  /** EnumType sendDtmfCompletionReason without its sentinel unknownFutureValue. */
  private static final List<String> COMPLETION_REASONS =
      List.of("unknown", "completedSuccessfully", "mediaOperationCanceled");

  @Test
  void typesAreThoseOfTheCsdl() {
    assertThat(OperationType.values())
        .extracting(OperationType::typeName)
        .containsExactlyInAnyOrderElementsOf(CSDL.keySet());
  }

  @ParameterizedTest
  @EnumSource
  void declaredMembersAreThoseOfTheCsdl(OperationType type) {
    Set<String> expected = new LinkedHashSet<>(BASE);
    expected.addAll(CSDL.get(type.typeName()));

    assertThat(type.declared()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @EnumSource
  void derivedMembersAreThoseOfTheCsdl(OperationType type) {
    assertThat(
            Arrays.stream(DerivedMember.values())
                .filter(type::declares)
                .map(DerivedMember::member)
                .collect(Collectors.toSet()))
        .isEqualTo(CSDL.get(type.typeName()));
  }

  @Test
  void completionReasonsAreThoseOfTheCsdl() {
    assertThat(CompletionReason.values())
        .extracting(CompletionReason::toString)
        .isEqualTo(COMPLETION_REASONS);
  }

  @Test
  void completionReasonIsReadByNameInAnyCaseAndByNumber() {
    List<CompletionReason> reasons = List.of(CompletionReason.values());
    for (int number = 0; number < COMPLETION_REASONS.size(); number++) {
      String name = COMPLETION_REASONS.get(number);
      assertThat(
              List.of(name, name.toUpperCase(Locale.ROOT), Integer.toString(number)).stream()
                  .map(CompletionReason::parse))
          .containsOnly(Optional.of(reasons.get(number)));
    }
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"", "3", "unknownFutureValue", "completed", "COMPLETED_SUCCESSFULLY"})
  void noOtherCompletionReasonIsRead(String text) {
    assertThat(CompletionReason.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsName(OperationType type) {
    assertThat(OperationType.named(type.typeName())).contains(type);
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "",
        "call",
        "PlayPromptOperation",
        "microsoft.graph.recordOperation",
        "PLAY_PROMPT",
        "muteParticipantsOperation",
        "operation"
      })
  void noOtherNameIsFound(String name) {
    assertThat(OperationType.named(name)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = "COMMS_OPERATION", mode = EnumSource.Mode.EXCLUDE)
  void castToDerivedTypeDemandsIt(OperationType type) {
    assertThat(OperationType.cast("/microsoft.graph." + type.typeName())).contains(type);
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"", "/microsoft.graph.commsOperation"})
  void castToBaseTypeFitsEveryOperation(String segment) {
    assertThat(OperationType.cast(segment)).isEmpty();
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"/microsoft.graph.call", "/microsoft.graph.x"})
  void castToStrangerIsNotFound(String segment) {
    assertThatThrownBy(() -> OperationType.cast(segment))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }
}
