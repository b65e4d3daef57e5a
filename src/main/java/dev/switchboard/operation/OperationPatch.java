package dev.switchboard.operation;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.Findings;
import dev.switchboard.json.ClientText;
import dev.switchboard.json.StoredJson;
import dev.switchboard.odata.ControlInformation;
import dev.switchboard.odata.DynamicProperties;
import dev.switchboard.odata.MemberNames;
import dev.switchboard.operation.OperationType.DerivedMember;
import dev.switchboard.settings.CallLimits;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A merge document for an operation whose type is not known yet: the members of the base type are
 * parsed, the others are kept for {@link #forType}. It is only ever read from the JSON that came
 * in, never from an entity: absent and null are different.
 */
public final class OperationPatch {

  private final ControlInformation control;
  private final Optional<String> id;
  private final Change<OperationStatus> status;
  private final Change<String> clientContext;
  private final Change<ResultInfoPatch> resultInfo;
  private final JsonObject others;

  private OperationPatch(JsonObject body, CallLimits limits, Findings findings) {
    this.control = ControlInformation.of(body, findings);
    MemberReader reader = new MemberReader(body, "", findings);
    this.id = Optional.ofNullable(reader.text(OperationModel.ID.name(), false).applyTo(null));
    this.status =
        reader.enumeration(
            OperationModel.STATUS.name(), OperationStatus::parse, OperationStatus.values());
    this.clientContext =
        reader.text(OperationModel.CLIENT_CONTEXT.name(), true, limits.clientContext());
    this.resultInfo = ResultInfoPatch.read(body, findings);
    this.others = others(body, findings);
  }

  /**
   * Parses a request body.
   *
   * @param limits what it must keep
   * @throws ApiException 400 that lists everything that is wrong with it
   */
  public static OperationPatch from(JsonObject body, CallLimits limits) {
    Findings findings = new Findings();
    OperationPatch patch = new OperationPatch(body, limits, findings);
    if (patch.control.type().isPresent() && patch.type().isEmpty()) {
      findings.add(
          "@odata.type",
          "@odata.type must be #microsoft.graph.commsOperation or one of its derived types.");
    }
    findings.throwIfAny();
    return patch;
  }

  /**
   * Demands that an id in the body, if there is one, is the one in the URL.
   *
   * @throws ApiException 400 if it is another
   */
  public void requireId(UUID expected) {
    if (id.isPresent() && !OperationKey.parseId(id.get()).equals(Optional.of(expected))) {
      throw ApiException.badRequest(
          "id", "id must be left out or equal to the id in the URL; it cannot be changed.");
    }
  }

  /** The body's {@code @odata.etag}. */
  public Optional<String> etag() {
    return control.etag();
  }

  /** The type of an operation that is to be created from this document. */
  OperationType typeToCreate() {
    return type().orElse(OperationType.COMMS_OPERATION);
  }

  /**
   * Reads the members whose meaning depends on the type of the operation.
   *
   * @param openTypes whether undeclared members are allowed
   * @throws ApiException 400 that lists everything that does not fit the type
   */
  TypedPatch forType(OperationType stored, boolean openTypes) {
    return read(stored, openTypes, false);
  }

  /**
   * The same for an operation that is to be created.
   *
   * @throws ApiException 400 as for {@link #forType}, and for the sentinel of an evolvable enum
   */
  TypedPatch forNew(OperationType type, boolean openTypes) {
    return read(type, openTypes, true);
  }

  private TypedPatch read(OperationType stored, boolean openTypes, boolean creation) {
    Findings findings = new Findings();
    if (type().isPresent()
        && type().get() != stored
        && type().get() != OperationType.COMMS_OPERATION) {
      findings.add(
          "@odata.type",
          "@odata.type must be #microsoft.graph.%s, or the base type; a type cannot be changed."
              .formatted(stored.typeName()));
    }
    MemberReader reader = new MemberReader(others, "", findings);
    Change<JsonArray> participants = Change.keep();
    Change<String> recordingAccessToken = Change.keep();
    Change<String> recordingLocation = Change.keep();
    Change<CompletionReason> completionReason = Change.keep();
    if (stored.declares(DerivedMember.PARTICIPANTS)) {
      participants = InvitationParticipants.read(reader, findings);
    }
    if (stored.declares(DerivedMember.RECORDING_ACCESS_TOKEN)) {
      recordingAccessToken = reader.text(DerivedMember.RECORDING_ACCESS_TOKEN.member(), true);
    }
    if (stored.declares(DerivedMember.RECORDING_LOCATION)) {
      recordingLocation = reader.text(DerivedMember.RECORDING_LOCATION.member(), true);
    }
    if (stored.declares(DerivedMember.COMPLETION_REASON)
        && (creation || !sentinelCompletionReason())) {
      completionReason =
          reader.nullableEnumeration(
              DerivedMember.COMPLETION_REASON.member(),
              CompletionReason::parse,
              CompletionReason.values());
    }
    JsonObject dynamic = dynamic(stored);
    DynamicProperties.check(dynamic, stored.declared(), openTypes, findings);
    findings.throwIfAny();
    return new TypedPatch(
        status,
        clientContext,
        resultInfo,
        participants,
        recordingAccessToken,
        recordingLocation,
        completionReason,
        dynamic);
  }

  private Optional<OperationType> type() {
    return control.type().flatMap(OperationType::named);
  }

  /**
   * A client that sends an operation back as it read it may not know its reason: in an update the
   * sentinel of an evolvable enum means "as it is" (Graph's guideline on evolvable enums).
   */
  private boolean sentinelCompletionReason() {
    return others.get(DerivedMember.COMPLETION_REASON.member()) instanceof JsonString text
        && CompletionReason.isSentinel(text.getString());
  }

  private JsonObject dynamic(OperationType stored) {
    JsonObjectBuilder dynamic = StoredJson.JSON.createObjectBuilder();
    for (Map.Entry<String, JsonValue> member : others.entrySet()) {
      String name = member.getKey();
      String property = MemberNames.isAnnotation(name) ? MemberNames.annotated(name) : name;
      if (!stored.declared().contains(property)) {
        dynamic.add(name, member.getValue());
      }
    }
    return dynamic.build();
  }

  private static JsonObject others(JsonObject body, Findings findings) {
    JsonObjectBuilder others = StoredJson.JSON.createObjectBuilder();
    body.forEach(
        (name, value) -> {
          if (MemberNames.isBind(name)) {
            findings.add(ClientText.shown(name), "An operation has no related entities to bind.");
          } else if (MemberNames.isTypeAnnotation(name)
              || (!MemberNames.isAnnotation(name)
                  && !OperationType.COMMS_OPERATION.declared().contains(name))) {
            others.add(name, value);
          }
        });
    return others.build();
  }
}
