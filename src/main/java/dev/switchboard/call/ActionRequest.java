package dev.switchboard.call;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.Findings;
import dev.switchboard.json.ClientText;
import dev.switchboard.json.StoredJson;
import dev.switchboard.odata.ControlInformation;
import dev.switchboard.odata.MemberNames;
import dev.switchboard.odata.TypedJson;
import dev.switchboard.operation.OperationPatch;
import dev.switchboard.operation.OperationType;
import dev.switchboard.operation.ResultInfo;
import dev.switchboard.settings.CallLimits;
import dev.switchboard.settings.Settings;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A request to do an action.
 *
 * @param participant whom it is bound to, if it is bound to a participant
 * @param arguments its parameters by their names, each of its type and within its limits; those
 *     that were left out, or null, are not there
 */
record ActionRequest(CallAction action, Optional<UUID> participant, JsonObject arguments) {

  /** The parameters that are members of the operation, too. */
  private static final List<String> SHOWN_BY_THE_OPERATION =
      List.of(ActionParameter.CLIENT_CONTEXT.name(), CallAction.INVITE.parameters().get(0).name());

  /**
   * Parses a request body.
   *
   * @param participant whom it is bound to, if it is bound to a participant
   * @param body null if there was none: an action may have one without members
   * @throws ApiException 400 that lists everything that is wrong with it
   */
  static ActionRequest from(
      CallAction action, Optional<UUID> participant, JsonObject body, Settings settings) {
    JsonObject given = body == null ? JsonValue.EMPTY_JSON_OBJECT : body;
    Findings findings = new Findings();
    ControlInformation.of(given, findings);
    given.keySet().stream()
        .filter(name -> !isKnown(action, name))
        .forEach(
            name ->
                findings.add(
                    ClientText.shown(name),
                    "%s has no parameter %s%s."
                        .formatted(action.actionName(), ClientText.shown(name), known(action))));
    JsonObjectBuilder arguments = StoredJson.JSON.createObjectBuilder();
    for (ActionParameter parameter : action.parameters()) {
      JsonValue value = given.getOrDefault(parameter.name(), JsonValue.NULL);
      if (value != JsonValue.NULL) {
        arguments.add(parameter.name(), argument(parameter, value, settings, findings));
      } else if (parameter.isRequired()) {
        findings.add(parameter.name(), parameter.name() + " is required.");
      }
    }
    findings.throwIfAny();
    return new ActionRequest(action, participant, arguments.build());
  }

  private static JsonValue argument(
      ActionParameter parameter, JsonValue value, Settings settings, Findings findings) {
    Findings ofType = new Findings();
    // What a closed type does not declare passes: documents of Graph's own examples have such.
    JsonValue argument =
        new TypedJson(CallModel.SCHEMA, false, ofType)
            .read(parameter.property(), value, parameter.name());
    if (ofType.any()) {
      findings.addAll(ofType);
    } else {
      parameter
          .broken(argument, settings.callLimits())
          .ifPresent(rule -> findings.add(parameter.name(), parameter.name() + " " + rule + "."));
      if (parameter.name().equals(CallModel.CALLBACK_URI.name())) {
        CallDocument.callbackUri(argument, settings, findings);
      }
    }
    return argument;
  }

  private static boolean isKnown(CallAction action, String name) {
    return (MemberNames.isAnnotation(name) && !MemberNames.isBind(name))
        || action.ignores(name)
        || action.parameters().stream().anyMatch(parameter -> parameter.name().equals(name));
  }

  private static String known(CallAction action) {
    return action.parameters().isEmpty()
        ? ""
        : ", only "
            + action.parameters().stream()
                .map(ActionParameter::name)
                .collect(Collectors.joining(", "));
  }

  /** The document of the operation that the action starts, if it starts one. */
  Optional<OperationPatch> operation(CallLimits limits) {
    return action.type().map(type -> operation(type, limits));
  }

  private OperationPatch operation(OperationType type, CallLimits limits) {
    JsonObjectBuilder document =
        StoredJson.JSON
            .createObjectBuilder()
            .add("@odata.type", ControlInformation.qualified(type.typeName()))
            .add("status", action.first().toString());
    for (String shown : SHOWN_BY_THE_OPERATION) {
      if (arguments.containsKey(shown)) {
        document.add(shown, arguments.get(shown));
      }
    }
    return OperationPatch.from(document.build(), limits);
  }

  /** The action with its target and its parameters, for who does it. */
  JsonObject document() {
    JsonObjectBuilder document =
        StoredJson.JSON.createObjectBuilder().add("name", action.actionName());
    participant.ifPresent(id -> document.add("participantId", id.toString()));
    return document.add("parameters", arguments).build();
  }

  /** The call after the action. */
  Call.Content applyTo(Call.Content before) {
    JsonObjectBuilder declared = StoredJson.JSON.createObjectBuilder(before.declared());
    for (CallMember member : new CallMember[] {CallMember.MEDIA_CONFIG, CallMember.CALL_OPTIONS}) {
      if (arguments.containsKey(member.member())) {
        declared.add(member.member(), arguments.get(member.member()));
      }
    }
    Optional<CallState> next = action.next();
    return new Call.Content(
        arguments.getString(CallModel.CALLBACK_URI.name(), before.callbackUri()),
        next.orElse(before.state()),
        next.filter(CallState::isTerminal).isPresent() ? rejected() : before.resultInfo(),
        StoredJson.canonical(declared.build()),
        before.dynamic());
  }

  /** How a call ends that its bot rejects: SIP's status for it, and the platform's subcode. */
  private ResultInfo rejected() {
    return arguments.getString("reason", "none").equals("busy")
        ? new ResultInfo(486, 8540, "The bot is busy.")
        : new ResultInfo(403, 8538, "The bot declined the call.");
  }
}
