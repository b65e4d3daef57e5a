package dev.switchboard.call;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.Findings;
import dev.switchboard.json.StoredJson;
import dev.switchboard.odata.DynamicProperties;
import dev.switchboard.settings.Settings;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * The document that a call is created from.
 *
 * @param callbackUri where the call's notifications go
 * @param state the state in which it begins
 * @param declared the declared members that are stored as they came
 * @param dynamic the undeclared ones: {@code call} is an open type
 */
record NewCall(
    String callbackUri, CallState state, JsonObject declared, DynamicProperties dynamic) {

  /**
   * Parses a request body. An id in it is ignored: ids are assigned here (OData 4.01 Protocol
   * 11.4.2).
   *
   * @throws ApiException 400 that lists everything that is wrong with it
   */
  static NewCall from(JsonObject body, Settings settings) {
    Findings findings = new Findings();
    CallDocument.control(body, findings);
    String callbackUri =
        CallDocument.callbackUri(body.get(CallModel.CALLBACK_URI.name()), settings, findings);
    CallState state = state(body, findings);
    JsonObjectBuilder declared = StoredJson.JSON.createObjectBuilder();
    for (CallMember member : CallMember.values()) {
      JsonValue value = body.get(member.member());
      if (value != null && !member.accepts(value)) {
        findings.add(member.member(), "%s must be %s.".formatted(member.member(), member.rule()));
      } else if (value != null && value != JsonValue.NULL) {
        declared.add(member.member(), value);
      }
    }
    DynamicProperties dynamic =
        DynamicProperties.NONE.merge(CallDocument.undeclared(body, settings, findings));
    dynamic.checkLimits(findings);
    findings.throwIfAny();
    return new NewCall(callbackUri, state, StoredJson.canonical(declared.build()), dynamic);
  }

  private static CallState state(JsonObject body, Findings findings) {
    JsonValue value = body.get(CallModel.STATE.name());
    if (value == null || value == JsonValue.NULL) {
      return CallState.ESTABLISHING;
    }
    Optional<CallState> state =
        value instanceof JsonString text
            ? CallState.named(text.getString()).filter(CallState::isInitial)
            : Optional.empty();
    if (state.isEmpty()) {
      findings.add("state", "A call begins in the state incoming, establishing or established.");
    }
    return state.orElse(CallState.ESTABLISHING);
  }
}
