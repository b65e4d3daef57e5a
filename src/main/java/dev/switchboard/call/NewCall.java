package dev.switchboard.call;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.Findings;
import dev.switchboard.json.ClientText;
import dev.switchboard.json.StoredJson;
import dev.switchboard.odata.ControlInformation;
import dev.switchboard.odata.DynamicProperties;
import dev.switchboard.odata.MemberNames;
import dev.switchboard.settings.Settings;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  private static final int LONGEST_URI = 2048;

  /** Related entities; they are created by their own requests, where they are served at all. */
  private static final List<String> NAVIGATION =
      List.of(
          CallModel.OPERATIONS.name(),
          "participants",
          "audioRoutingGroups",
          "contentSharingSessions");

  private static final Set<String> DECLARED = declaredNames();

  /**
   * Parses a request body. An id in it is ignored: ids are assigned here (OData 4.01 Protocol
   * 11.4.2).
   *
   * @throws ApiException 400 that lists everything that is wrong with it
   */
  static NewCall from(JsonObject body, Settings settings) {
    Findings findings = new Findings();
    ControlInformation.of(body, findings)
        .type()
        .filter(type -> !type.equals(CallModel.CALL.name()))
        .ifPresent(
            type -> findings.add("@odata.type", "@odata.type must be #microsoft.graph.call."));
    String callbackUri = callbackUri(body, settings, findings);
    CallState state = state(body, findings);
    JsonObjectBuilder declared = Json.createObjectBuilder();
    for (CallMember member : CallMember.values()) {
      JsonValue value = body.get(member.member());
      if (value != null && !member.accepts(value)) {
        findings.add(member.member(), "%s must be %s.".formatted(member.member(), member.rule()));
      } else if (value != null && value != JsonValue.NULL) {
        declared.add(member.member(), value);
      }
    }
    JsonObject undeclared = undeclared(body, findings);
    DynamicProperties.check(undeclared, DECLARED, settings.openTypes(), findings);
    DynamicProperties dynamic = DynamicProperties.NONE.merge(undeclared);
    dynamic.checkLimits(findings);
    findings.throwIfAny();
    return new NewCall(callbackUri, state, StoredJson.canonical(declared.build()), dynamic);
  }

  /** A declared member that is a string, if it was given. */
  Optional<String> text(CallMember member) {
    return Optional.ofNullable(declared.getString(member.member(), null));
  }

  private static String callbackUri(JsonObject body, Settings settings, Findings findings) {
    if (!(body.get(CallModel.CALLBACK_URI.name()) instanceof JsonString text)) {
      findings.add("callbackUri", "callbackUri is required and must be a string.");
      return null;
    }
    String value = text.getString();
    if (value.length() > LONGEST_URI || !isCallback(value, settings.development())) {
      findings.add(
          "callbackUri",
          "callbackUri must be an absolute https URL of at most %d characters%s."
              .formatted(
                  LONGEST_URI,
                  settings.development() ? " (in development mode also http to localhost)" : ""));
    }
    return value;
  }

  private static boolean isCallback(String value, boolean development) {
    try {
      URI uri = new URI(value);
      String host = uri.getHost();
      return host != null
          && uri.getRawUserInfo() == null
          && ("https".equalsIgnoreCase(uri.getScheme())
              || (development
                  && "http".equalsIgnoreCase(uri.getScheme())
                  && List.of("localhost", "127.0.0.1", "[::1]").contains(host)));
    } catch (URISyntaxException e) {
      return false;
    }
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

  private static JsonObject undeclared(JsonObject body, Findings findings) {
    JsonObjectBuilder undeclared = Json.createObjectBuilder();
    body.forEach(
        (name, value) -> {
          String property = MemberNames.isAnnotation(name) ? MemberNames.annotated(name) : name;
          if (MemberNames.isBind(name) || NAVIGATION.contains(name)) {
            findings.add(
                ClientText.shown(name),
                "%s cannot be given with the call.".formatted(ClientText.shown(property)));
          } else if (!DECLARED.contains(property)
              && (!MemberNames.isAnnotation(name) || MemberNames.isTypeAnnotation(name))) {
            undeclared.add(name, value);
          }
        });
    return undeclared.build();
  }

  private static Set<String> declaredNames() {
    Set<String> names = new LinkedHashSet<>(NAVIGATION);
    CallModel.CALL.properties().forEach(property -> names.add(property.name()));
    return names;
  }
}
