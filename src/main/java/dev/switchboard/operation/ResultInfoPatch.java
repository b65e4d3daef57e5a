package dev.switchboard.operation;

import dev.switchboard.error.ApiException;

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

  private boolean isEmpty() {
    return code instanceof Change.Keep
        && subcode instanceof Change.Keep
        && message instanceof Change.Keep;
  }
}
