package dev.switchboard.operation;

import static dev.switchboard.edm.PrimitiveType.BOOLEAN;
import static dev.switchboard.edm.PrimitiveType.INT32;
import static dev.switchboard.edm.PrimitiveType.STRING;

import dev.switchboard.edm.Capabilities;
import dev.switchboard.edm.Capabilities.Ability;
import dev.switchboard.edm.EnumerationType;
import dev.switchboard.edm.Property;
import dev.switchboard.edm.StructuredType;
import dev.switchboard.edm.Type;
import dev.switchboard.odata.PropertyPath;
import dev.switchboard.operation.OperationType.DerivedMember;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Graph's v1.0 model of operations: {@code commsOperation}, what it is derived from and what it
 * reaches. The types derived from it are {@link OperationType}'s. The order of members is that of
 * an answer.
 */
public final class OperationModel {

  /** The key of every entity. */
  public static final Property ID = Property.required("id", STRING);

  /** {@code entity}, of which everything with an id is one. */
  public static final StructuredType ENTITY =
      StructuredType.entity("entity", ID).withKey(ID).asAbstract();

  /** {@code operationStatus}. */
  public static final EnumerationType OPERATION_STATUS = OperationStatus.TYPE;

  /** {@code sendDtmfCompletionReason}. */
  public static final EnumerationType SEND_DTMF_COMPLETION_REASON = CompletionReason.TYPE;

  static final Property CODE = Property.required("code", INT32);
  static final Property SUBCODE = Property.required("subcode", INT32);
  static final Property MESSAGE = Property.nullable("message", STRING);

  /** {@code resultInfo}. */
  public static final StructuredType RESULT_INFO_TYPE =
      StructuredType.complex("resultInfo", CODE, SUBCODE, MESSAGE);

  /** {@code identity}. */
  public static final StructuredType IDENTITY =
      StructuredType.complex(
              "identity", Property.nullable("displayName", STRING), Property.nullable("id", STRING))
          .asOpen();

  /** {@code identitySet}. */
  public static final StructuredType IDENTITY_SET =
      StructuredType.complex(
              "identitySet",
              Property.nullable("application", IDENTITY),
              Property.nullable("device", IDENTITY),
              Property.nullable("user", IDENTITY))
          .asOpen();

  /** {@code invitationParticipantInfo}. */
  public static final StructuredType INVITATION_PARTICIPANT_INFO =
      StructuredType.complex(
              "invitationParticipantInfo",
              Property.nullable("hidden", BOOLEAN),
              Property.required("identity", IDENTITY_SET),
              Property.nullable("participantId", STRING),
              Property.nullable("removeFromDefaultAudioRoutingGroup", BOOLEAN),
              Property.nullable("replacesCallId", STRING))
          .asOpen();

  static final Property CLIENT_CONTEXT = Property.nullable("clientContext", STRING);
  static final Property STATUS = Property.required("status", OPERATION_STATUS);

  /** How an operation, or a call, ended. */
  public static final Property RESULT_INFO = Property.nullable("resultInfo", RESULT_INFO_TYPE);

  /** {@code commsOperation}. */
  public static final StructuredType COMMS_OPERATION =
      ENTITY.derived("commsOperation", CLIENT_CONTEXT, STATUS, RESULT_INFO).asOpen();

  private OperationModel() {}

  /**
   * Every type, each after those that it is made of. A method, not a constant: the types derived
   * from {@code commsOperation} are made of the constants.
   */
  public static List<Type> types() {
    List<Type> types =
        new ArrayList<>(
            List.of(
                ENTITY,
                OPERATION_STATUS,
                RESULT_INFO_TYPE,
                IDENTITY,
                IDENTITY_SET,
                INVITATION_PARTICIPANT_INFO,
                SEND_DTMF_COMPLETION_REASON));
    Arrays.stream(OperationType.values()).map(OperationType::type).forEach(types::add);
    return types;
  }

  /** The path of a member of {@code resultInfo}, from an operation or a call. */
  static String ofResult(Property member) {
    return RESULT_INFO.name() + "/" + member.name();
  }

  /** The paths of the numbers in {@code resultInfo}, from an operation or a call. */
  public static List<String> resultNumbers() {
    return List.of(ofResult(CODE), ofResult(SUBCODE));
  }

  /**
   * What can be done with the operations of a call. {@code recordingAccessToken} is a secret:
   * whoever could filter by it could guess it.
   */
  public static Capabilities capabilities() {
    String[] filterable = {
      ID.name(),
      CLIENT_CONTEXT.name(),
      STATUS.name(),
      RESULT_INFO.name(),
      OperationType.RECORD.path(DerivedMember.RECORDING_LOCATION),
      OperationType.SEND_DTMF_TONES.path(DerivedMember.COMPLETION_REASON)
    };
    return Capabilities.of(
            Ability.READ,
            Ability.COUNT,
            Ability.SEARCH,
            Ability.TOP,
            Ability.SKIP,
            Ability.INSERT,
            Ability.UPDATE,
            Ability.DELETE)
        .filterable(filterable)
        .equalityOnly(ID.name())
        .sortable(
            ID.name(),
            CLIENT_CONTEXT.name(),
            STATUS.name(),
            ofResult(CODE),
            ofResult(SUBCODE),
            OperationType.SEND_DTMF_TONES.path(DerivedMember.COMPLETION_REASON));
  }

  /** Whether a path leads to the complex value of every operation. */
  static boolean isComplex(PropertyPath path) {
    return path.names().equals(List.of(RESULT_INFO.name()));
  }
}
