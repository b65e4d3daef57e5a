package dev.switchboard.participant;

import dev.switchboard.edm.Property;
import dev.switchboard.json.StoredJson;
import dev.switchboard.odata.EntityView;
import dev.switchboard.operation.OperationModel;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A participant as a client sees it, taken at one moment of a transaction.
 *
 * @param key its address
 * @param etag the entity tag of the version that it shows
 * @param members its members, in the order in which they are written
 */
public record ParticipantView(ParticipantKey key, String etag, Map<String, Object> members)
    implements EntityView {

  static ParticipantView of(Participant participant) {
    Participant.Content content = participant.content();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(OperationModel.ID.name(), participant.id().toString());
    for (Property property : ParticipantModel.PARTICIPANT.declared()) {
      members.put(
          property.name(),
          content
              .stored()
              .getOrDefault(
                  property.name(),
                  property.collection() ? JsonValue.EMPTY_JSON_ARRAY : JsonValue.NULL));
    }
    members.put(ParticipantModel.IS_IN_LOBBY.name(), content.isInLobby());
    members.put(ParticipantModel.IS_MUTED.name(), content.isMuted());
    members.put(
        ParticipantModel.ROSTER_SEQUENCE_NUMBER.name(),
        StoredJson.JSON.createValue(participant.rosterSequenceNumber()));
    return new ParticipantView(participant.key(), participant.etag(), members);
  }

  @Override
  public String type() {
    return ParticipantModel.PARTICIPANT.name();
  }

  @Override
  public String id() {
    return key.id().toString();
  }
}
