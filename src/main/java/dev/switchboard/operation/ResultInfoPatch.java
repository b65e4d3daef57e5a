package dev.switchboard.operation;

import dev.switchboard.error.ApiException;
import dev.switchboard.json.StoredJson;
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
record ResultInfoPatch(Change<Integer> code, Change<Integer> subcode, Change<String> message) {

  private static final int DEFAULT_SUBCODE = 0;

  /**
   * The merged value (OData 4.01 Protocol 11.4.3: members that are not given stay).
   *
   * @param current null if there is none yet
   * @throws ApiException 400 if there is none yet and the patch lacks the code
   */
  ResultInfo applyTo(ResultInfo current) {
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
