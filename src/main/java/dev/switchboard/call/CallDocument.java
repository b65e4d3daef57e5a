package dev.switchboard.call;

import dev.switchboard.edm.Property;
import dev.switchboard.error.Findings;
import dev.switchboard.json.ClientText;
import dev.switchboard.json.StoredJson;
import dev.switchboard.odata.ControlInformation;
import dev.switchboard.odata.DynamicProperties;
import dev.switchboard.odata.MemberNames;
import dev.switchboard.settings.Settings;
import dev.switchboard.webhook.CallbackRule;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What every document about a call has in common, whatever is done with it. */
final class CallDocument {

  /** Related entities; they are created by their own requests, where they are served at all. */
  private static final List<String> NAVIGATION =
      List.of(
          CallModel.OPERATIONS.name(),
          CallModel.NOTIFICATIONS.name(),
          CallModel.PARTICIPANTS.name(),
          "audioRoutingGroups",
          "contentSharingSessions");

  /** The names that no dynamic member may have. */
  static final Set<String> DECLARED = declaredNames();

  private CallDocument() {}

  /** Reads the control information, and notes a type that is not a call's. */
  static ControlInformation control(JsonObject body, Findings findings) {
    ControlInformation control = ControlInformation.of(body, findings);
    control
        .type()
        .filter(type -> !type.equals(CallModel.CALL.name()))
        .ifPresent(
            type -> findings.add("@odata.type", "@odata.type must be #microsoft.graph.call."));
    return control;
  }

  /** Reads where notifications go; what is no such address becomes a finding and reads as null. */
  static String callbackUri(JsonValue value, Settings settings, Findings findings) {
    String name = CallModel.CALLBACK_URI.name();
    if (!(value instanceof JsonString text)) {
      findings.add(name, "callbackUri is required and must be a string.");
      return null;
    }
    Optional<String> broken = CallbackRule.of(settings).brokenBy(text.getString());
    broken.ifPresent(rule -> findings.add(name, "callbackUri %s.".formatted(rule)));
    return broken.isPresent() ? null : text.getString();
  }

  /** The undeclared members with the annotations of their types. */
  static JsonObject undeclared(JsonObject body, Settings settings, Findings findings) {
    JsonObjectBuilder builder = StoredJson.JSON.createObjectBuilder();
    body.forEach(
        (name, value) -> {
          String property = MemberNames.isAnnotation(name) ? MemberNames.annotated(name) : name;
          if (MemberNames.isBind(name) || NAVIGATION.contains(name)) {
            findings.add(
                ClientText.shown(name),
                "%s cannot be given with the call.".formatted(ClientText.shown(property)));
          } else if (!DECLARED.contains(property)
              && (!MemberNames.isAnnotation(name) || MemberNames.isTypeAnnotation(name))) {
            builder.add(name, value);
          }
        });
    JsonObject undeclared = builder.build();
    DynamicProperties.check(undeclared, DECLARED, settings.openTypes(), findings);
    return undeclared;
  }

  private static Set<String> declaredNames() {
    Set<String> names = new LinkedHashSet<>(NAVIGATION);
    CallModel.CALL.properties().stream().map(Property::name).forEach(names::add);
    return names;
  }
}
