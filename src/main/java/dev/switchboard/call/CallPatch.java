package dev.switchboard.call;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.Findings;
import dev.switchboard.json.StoredJson;
import dev.switchboard.odata.DynamicProperties;
import dev.switchboard.odata.TypedJson;
import dev.switchboard.operation.Change;
import dev.switchboard.operation.OperationKey;
import dev.switchboard.operation.OperationModel;
import dev.switchboard.operation.ResultInfo;
import dev.switchboard.operation.ResultInfoPatch;
import dev.switchboard.settings.Settings;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A merge document for a call. It is only ever read from the JSON that came in, never from an
 * entity: absent and null are different.
 *
 * @param etag the body's {@code @odata.etag}
 * @param members what it says of the declared members that are stored as JSON; null clears one
 * @param dynamic undeclared members and the annotations of their types
 */
record CallPatch(
    Optional<String> id,
    Optional<String> etag,
    Change<String> callbackUri,
    Change<CallState> state,
    Change<ResultInfoPatch> resultInfo,
    Map<CallMember, JsonValue> members,
    JsonObject dynamic) {

  /**
   * Parses a request body.
   *
   * @throws ApiException 400 that lists everything that is wrong with it
   */
  static CallPatch from(JsonObject body, Settings settings) {
    Findings findings = new Findings();
    Map<CallMember, JsonValue> members = new EnumMap<>(CallMember.class);
    for (CallMember member : CallMember.values()) {
      JsonValue value = body.get(member.member());
      if (value == null || member == CallMember.RESULT_INFO) {
        continue;
      }
      if (!member.accepts(value)) {
        findings.add(member.member(), "%s must be %s.".formatted(member.member(), member.rule()));
      } else {
        members.put(member, value);
      }
    }
    CallPatch patch =
        new CallPatch(
            id(body, findings),
            CallDocument.control(body, findings).etag(),
            body.containsKey(CallModel.CALLBACK_URI.name())
                ? callbackUri(body.get(CallModel.CALLBACK_URI.name()), settings, findings)
                : Change.keep(),
            state(body, findings),
            ResultInfoPatch.read(body, findings),
            members,
            CallDocument.undeclared(body, settings, findings));
    findings.throwIfAny();
    return patch;
  }

  /**
   * Demands that an id in the body, if there is one, is the one in the URL.
   *
   * @throws ApiException 400 if it is another
   */
  void requireId(UUID expected) {
    if (id.isPresent() && !OperationKey.parseId(id.get()).equals(Optional.of(expected))) {
      throw ApiException.badRequest(
          "id", "id must be left out or equal to the id in the URL; it cannot be changed.");
    }
  }

  /**
   * The call that results. Complex members are merged (OData 4.01 Protocol 11.4.3), collections
   * replaced; what a member that is touched becomes must fit its type.
   *
   * @throws ApiException 400 if it does not
   */
  Call.Content applyTo(Call.Content before) {
    Findings findings = new Findings();
    TypedJson typed = new TypedJson(CallModel.SCHEMA, true, findings);
    Map<String, JsonValue> declared = new LinkedHashMap<>(before.declared());
    members.forEach(
        (member, value) -> {
          JsonValue merged =
              typed.read(
                  member.property(), merged(declared.get(member.member()), value), member.member());
          if (merged.equals(member.absent())) {
            declared.remove(member.member());
          } else {
            declared.put(member.member(), merged);
          }
        });
    ResultInfo result = before.resultInfo();
    if (!(resultInfo instanceof Change.Keep)) {
      ResultInfo current = result == null ? stored(declared) : result;
      result = resultInfo.mergeInto(current, change -> change.applyTo(current));
      if (!Objects.equals(result, current)) {
        declared.remove(CallMember.RESULT_INFO.member());
      } else {
        result = before.resultInfo();
      }
    }
    DynamicProperties nextDynamic = before.dynamic().merge(dynamic);
    if (!nextDynamic.equals(before.dynamic())) {
      nextDynamic.checkLimits(findings);
    }
    findings.throwIfAny();
    JsonObjectBuilder builder = StoredJson.JSON.createObjectBuilder();
    declared.forEach(builder::add);
    return new Call.Content(
        callbackUri.applyTo(before.callbackUri()),
        state.applyTo(before.state()),
        result,
        StoredJson.canonical(builder.build()),
        nextDynamic);
  }

  private static JsonValue merged(JsonValue current, JsonValue value) {
    if (!(value instanceof JsonObject)) {
      return value;
    }
    return StoredJson.JSON
        .createMergePatch(value)
        .apply(
            current instanceof JsonObject
                ? current
                : StoredJson.JSON.createObjectBuilder().build());
  }

  /** The result that a call was created with: it is stored as it came. */
  private static ResultInfo stored(Map<String, JsonValue> declared) {
    return declared.get(CallMember.RESULT_INFO.member()) instanceof JsonObject object
            && object.get("code") instanceof JsonNumber code
        ? new ResultInfo(
            code.intValue(),
            object.get("subcode") instanceof JsonNumber subcode ? subcode.intValue() : 0,
            object.get("message") instanceof JsonString message ? message.getString() : null)
        : null;
  }

  private static Optional<String> id(JsonObject body, Findings findings) {
    JsonValue value = body.get(OperationModel.ID.name());
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof JsonString text) {
      return Optional.of(text.getString());
    }
    findings.add(OperationModel.ID.name(), "id must be a string.");
    return Optional.empty();
  }

  private static Change<String> callbackUri(JsonValue value, Settings settings, Findings findings) {
    String uri = CallDocument.callbackUri(value, settings, findings);
    return uri == null ? Change.keep() : Change.set(uri);
  }

  /**
   * A client that sends a call back as it read it may not know its state: in an update the sentinel
   * of an evolvable enum means "as it is" (Graph's guideline on evolvable enums).
   */
  private static Change<CallState> state(JsonObject body, Findings findings) {
    JsonValue value = body.get(CallModel.STATE.name());
    if (value == null
        || (value instanceof JsonString text && CallState.isSentinel(text.getString()))) {
      return Change.keep();
    }
    Optional<CallState> state =
        value instanceof JsonString text ? CallState.named(text.getString()) : Optional.empty();
    if (state.isEmpty()) {
      findings.add(
          CallModel.STATE.name(),
          "state must be one of the strings "
              + Arrays.stream(CallState.values())
                  .map(CallState::toString)
                  .collect(Collectors.joining(", "))
              + ".");
    }
    return state.map(Change::set).orElseGet(Change::keep);
  }
}
