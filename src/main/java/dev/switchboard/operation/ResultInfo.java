package dev.switchboard.operation;

import dev.switchboard.odata.ControlInformation;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Graph's {@code resultInfo}: how something ended.
 *
 * @param code HTTP-like: 2xx success, 4xx client, 5xx server error
 * @param subcode refines the code
 * @param message for people; may be null
 */
public record ResultInfo(int code, int subcode, String message) {

  /** For an operation that failed without saying why. */
  static final ResultInfo UNKNOWN_FAILURE =
      new ResultInfo(500, 9999, "The operation failed without saying why.");

  /** For an operation that the end of its call cancelled. */
  static final ResultInfo CANCELLED = new ResultInfo(400, 8508, "The operation was cancelled.");

  /** The wire form. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(
        "@odata.type", ControlInformation.qualified(OperationModel.RESULT_INFO_TYPE.name()));
    members.put(OperationModel.CODE.name(), code);
    members.put(OperationModel.SUBCODE.name(), subcode);
    members.put(OperationModel.MESSAGE.name(), message);
    return members;
  }
}
