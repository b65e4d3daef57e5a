package dev.switchboard.operation;

import dev.switchboard.security.Owner;
import dev.switchboard.settings.CallLimits;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.UUID;

/** Fixtures: patches from JSON with single quotes, operations in a wanted state. */
final class Patches {

  static final Instant NOW = Instant.parse("2030-01-31T10:20:30.123456789Z");
  static final OperationKey KEY = new OperationKey(new UUID(1, 2), new UUID(3, 4));

  private Patches() {}

  static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
      return reader.readObject();
    }
  }

  static OperationPatch patch(String text) {
    return OperationPatch.from(json(text), CallLimits.OF_GRAPH);
  }

  static TypedPatch typed(OperationType type, String text) {
    return patch(text).forType(type, true);
  }

  static CommsOperation operation(OperationType type) {
    return new CommsOperation(KEY, new Owner("tenant", "bot"), type, NOW);
  }

  /** A playPromptOperation to which these patches were applied. */
  static CommsOperation operation(String... patches) {
    CommsOperation operation = operation(OperationType.PLAY_PROMPT);
    for (String patch : patches) {
      apply(operation, patch);
    }
    return operation;
  }

  static boolean apply(CommsOperation operation, String patch) {
    return operation.apply(typed(operation.type(), patch), NOW.plusSeconds(1));
  }
}
