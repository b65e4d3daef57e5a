package dev.switchboard.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.error.ApiException;
import dev.switchboard.support.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParticipantPatchTest {

  private static final String INFO = "'info':{'identity':{'user':{'id':'u'}}}";

  private static Participant.Content created(String members) {
    return Bodies.patch(Json.object("{%s}".formatted(members).replace('\'', '"')))
        .applyTo(Participant.Content.BLANK);
  }

  @Test
  void newParticipantIsNeitherMutedNorWaiting() {
    Participant.Content content = created(INFO);

    assertThat(content.isMuted()).isFalse();
    assertThat(content.isInLobby()).isFalse();
    assertThat(content.stored().keySet()).containsExactly("info");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                                          | info",
        "'info':null                               | info",
        "'info':7                                  | info",
        "'info':{}                                 | info/identity",
        "'info':{'identity':{},'colour':'red'}     | info/colour",
        "'info':{'identity':{'user':'u'}}          | info/identity/user",
        "'info':{'identity':{},'endpointType':'x'} | info/endpointType",
        "INFO,'isMuted':null                       | isMuted",
        "INFO,'isMuted':'true'                     | isMuted",
        "INFO,'isInLobby':1                        | isInLobby",
        "INFO,'mediaStreams':null                  | mediaStreams",
        "INFO,'mediaStreams':{}                    | mediaStreams",
        "INFO,'mediaStreams':[{}]                  | mediaStreams/0/direction",
        "INFO,'mediaStreams':[7]                   | mediaStreams/0",
        "INFO,'metadata':7                         | metadata",
        "INFO,'metadata':{}                        | metadata",
        "INFO,'recordingInfo':{}                   | recordingInfo/recordingStatus",
        "INFO,'recordingInfo':{'recordingStatus':'unknownFutureValue'} | recordingInfo/recordingStatus",
        "INFO,'removedState':{'reason':7}          | removedState/reason",
        "INFO,'restrictedExperience':{'videoDisabled':'x'} | restrictedExperience/videoDisabled",
        "INFO,'restrictedExperience':{'videoDisabled':'watermarkProtection,x'} | restrictedExperience/videoDisabled",
        "INFO,'restrictedExperience':{'videoDisabled':''} | restrictedExperience/videoDisabled",
        "INFO,'colour':'red'                       | colour",
        "INFO,'Info':{}                            | Info",
        "INFO,'info@odata.bind':'x'                | info@odata.bind",
        "INFO,'@odata.type':'#microsoft.graph.call' | @odata.type",
        "INFO,'@odata.type':7                      | @odata.type",
        "INFO,'id':7                               | id"
      })
  void wrongMemberIsRefusedAndNamed(String members, String target) {
    assertThatThrownBy(() -> created(members == null ? "" : members.replace("INFO", INFO)))
        .isInstanceOfSatisfying(
            ApiException.class,
            refusal -> {
              assertThat(refusal.code().status()).isEqualTo(400);
              assertThat(refusal.target()).isEqualTo(target);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'@odata.type':'microsoft.graph.participant'",
        "'@x.y':1,'info@x.y':2,'info@odata.type':'#microsoft.graph.participantInfo'",
        "'id':'anything','rosterSequenceNumber':'x'"
      })
  void whatMeansNothingIsIgnored(String members) {
    assertThat(created(INFO + "," + members)).isEqualTo(created(INFO));
  }

  @Test
  void flagsAreNamedWithCommasBetweenThem() {
    assertThat(
            created(INFO + ",'restrictedExperience':{'videoDisabled':'1,WatermarkProtection'}")
                .stored()
                .getJsonObject("restrictedExperience")
                .getString("videoDisabled"))
        .isEqualTo("watermarkProtection,watermarkProtection");
  }

  @Test
  void participantIsNoLargerThanTheRosterCanTell() {
    int most =
        ParticipantPatch.MOST_BYTES - created(INFO + ",'metadata':''").stored().toString().length();

    created(INFO + ",'metadata':'%s'".formatted("x".repeat(most)));
    assertThatThrownBy(() -> created(INFO + ",'metadata':'%s'".formatted("x".repeat(most + 1))))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("bytes");
  }
}
