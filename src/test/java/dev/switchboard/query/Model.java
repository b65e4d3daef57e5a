package dev.switchboard.query;

import dev.switchboard.edm.EnumerationType;
import dev.switchboard.edm.PrimitiveType;
import dev.switchboard.edm.Property;
import dev.switchboard.edm.Schema;
import dev.switchboard.edm.StructuredType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Entities of all the kinds of members that a query can meet. */
final class Model {

  static final EnumerationType STATUS =
      EnumerationType.of("operationStatus", "NotStarted", "Running", "Completed", "Failed");

  static final StructuredType RESULT =
      StructuredType.complex(
          "resultInfo",
          Property.required("code", PrimitiveType.INT32),
          Property.required("subcode", PrimitiveType.INT32),
          Property.nullable("message", PrimitiveType.STRING));

  static final StructuredType OPERATION =
      StructuredType.entity(
              "commsOperation",
              Property.required("id", PrimitiveType.STRING),
              Property.nullable("clientContext", PrimitiveType.STRING),
              Property.required("status", STATUS),
              Property.nullable("resultInfo", RESULT),
              Property.collection("tags", PrimitiveType.STRING),
              Property.required("urgent", PrimitiveType.BOOLEAN))
          .asOpen();

  static final StructuredType RECORD =
      OPERATION.derived(
          "recordOperation", Property.nullable("recordingLocation", PrimitiveType.STRING));

  static final StructuredType PROMPT = OPERATION.derived("playPromptOperation");

  static final Schema SCHEMA =
      new Schema(
          List.of(STATUS, RESULT, OPERATION, RECORD, PROMPT), List.of(), List.of(), Map.of());

  /** The stored forms of statuses, whose names are in another order than their values. */
  enum Stored {
    NOT_STARTED,
    RUNNING,
    COMPLETED,
    FAILED
  }

  /** The stored forms of types. */
  enum Kind {
    RECORD,
    PROMPT
  }

  static final Columns COLUMNS =
      Columns.of(OPERATION)
          .key("id", "e.id", Model::uuid)
          .nullableText("clientContext", "e.context")
          .enumeration(
              "status", "e.status", STATUS, member -> Optional.of(Stored.values()[member.value()]))
          .presence("resultInfo", "e.code")
          .nullableNumber("resultInfo/code", "e.code")
          .nullableNumber("resultInfo/subcode", "e.subcode")
          .nullableText("resultInfo/message", "e.message")
          .nullableText("recordingLocation", "e.location")
          .flag("urgent", "e.urgent")
          .type(
              "e.type",
              type ->
                  type.equals(RECORD)
                      ? List.of(Kind.RECORD)
                      : type.equals(PROMPT) ? List.of(Kind.PROMPT) : List.of(Kind.values()))
          .searched("clientContext", "resultInfo/message");

  private Model() {}

  static Expression filter(String text) {
    return new ExpressionParser("$filter", text, OPERATION, SCHEMA, Aliases.of(Map.of()))
        .condition();
  }

  static Condition translated(String filter) {
    return new Translation("$filter", COLUMNS, "p").of(filter(filter));
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
