package dev.switchboard.operation;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.Findings;
import dev.switchboard.json.ClientText;
import dev.switchboard.json.StoredJson;
import dev.switchboard.odata.ControlInformation;
import dev.switchboard.odata.MemberNames;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

/**
 * What a patch says of the members of {@code resultInfo}; code and subcode are not nullable.
 *
 * @param code keep or set
 * @param subcode keep or set
 * @param message keep, clear or set
 */
public record ResultInfoPatch(
    Change<Integer> code, Change<Integer> subcode, Change<String> message) {

  private static final int DEFAULT_SUBCODE = 0;

  /**
   * Reads the member of this name from a patch; what is wrong with it becomes a finding and reads
   * as absent.
   */
  public static Change<ResultInfoPatch> read(JsonObject body, Findings findings) {
    JsonValue value = body.get(OperationModel.RESULT_INFO.name());
    if (value == null) {
      return Change.keep();
    }
    if (value == JsonValue.NULL) {
      return Change.clear();
    }
    if (!(value instanceof JsonObject object)) {
      findings.add("resultInfo", "resultInfo must be an object or null.");
      return Change.keep();
    }
    ControlInformation.of(object, findings)
        .type()
        .filter(type -> !type.equals(OperationModel.RESULT_INFO_TYPE.name()))
        .ifPresent(
            type ->
                findings.add(
                    "resultInfo/@odata.type",
                    "resultInfo/@odata.type must be #microsoft.graph.resultInfo."));
    for (String name : object.keySet()) {
      if (!MemberNames.isAnnotation(name)
          && OperationModel.RESULT_INFO_TYPE.property(name).isEmpty()) {
        String shown = ClientText.shown(name);
        findings.add(
            "resultInfo/" + shown,
            "resultInfo has the members code, subcode and message only, not %s.".formatted(shown));
      }
    }
    MemberReader reader = new MemberReader(object, "resultInfo/", findings);
    return Change.set(
        new ResultInfoPatch(
            reader.int32(OperationModel.CODE.name()),
            reader.int32(OperationModel.SUBCODE.name()),
            reader.text(OperationModel.MESSAGE.name(), true)));
  }

  /**
   * The merged value (OData 4.01 Protocol 11.4.3: members that are not given stay).
   *
   * @param current null if there is none yet
   * @throws ApiException 400 if there is none yet and the patch lacks the code
   */
  public ResultInfo applyTo(ResultInfo current) {
    if (current != null) {
      return new ResultInfo(
          code.applyTo(current.code()),
          subcode.applyTo(current.subcode()),
          message.applyTo(current.message()));
    }
    if (isEmpty()) {
      return null;
    }
    Integer newCode = code.applyTo(null);
    if (newCode == null) {
      throw ApiException.badRequest(
          "resultInfo/code", "resultInfo/code is required where there is no resultInfo yet.");
    }
    return new ResultInfo(newCode, subcode.applyTo(DEFAULT_SUBCODE), message.applyTo(null));
  }

  /**
   * A patch that replaces the whole value: what a body leaves out gets its default (OData 4.01
   * Protocol 11.4.3), and the code has none.
   *
   * @throws ApiException 400 if the code is missing
   */
  static JsonObject replacing(JsonObject body) {
    if (!body.containsKey(OperationModel.CODE.name())) {
      throw ApiException.badRequest(
          "resultInfo/code", "resultInfo/code is required: it has no default.");
    }
    JsonObjectBuilder whole =
        StoredJson.JSON
            .createObjectBuilder()
            .add(OperationModel.SUBCODE.name(), DEFAULT_SUBCODE)
            .add(OperationModel.MESSAGE.name(), JsonValue.NULL);
    body.forEach(whole::add);
    return whole.build();
  }

  private boolean isEmpty() {
    return code instanceof Change.Keep
        && subcode instanceof Change.Keep
        && message instanceof Change.Keep;
  }
}
