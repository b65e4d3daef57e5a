package dev.switchboard.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.switchboard.error.ApiException;
import dev.switchboard.fuzz.FuzzedBody;
import dev.switchboard.fuzz.SoundRefusal;
import dev.switchboard.settings.CallLimits;
import dev.switchboard.settings.Settings.StatusCasing;
import java.util.List;

/** Any bytes as the body of a PATCH or POST of an operation of any type in any status. */
class OperationPatchFuzzTest {

  private static final List<OperationType> TYPES = List.of(OperationType.values());
  private static final List<OperationStatus> STATUSES = List.of(OperationStatus.values());

  @FuzzTest
  void bodyIsMergedOrRefused(byte[] data) {
    FuzzedBody body = FuzzedBody.of(data);
    OperationType type = TYPES.get(body.kind() % TYPES.size());
    boolean openTypes = body.stage() < 128;
    CommsOperation operation = operation(type, STATUSES.get(body.stage() % STATUSES.size()));
    OperationState before = operation.state();
    try {
      OperationPatch patch = OperationPatch.from(body.read(), CallLimits.OF_GRAPH);
      boolean changed = operation.apply(patch.forType(type, openTypes), Patches.NOW.plusSeconds(2));

      OperationState after = operation.state();
      assertThat(changed).isEqualTo(!after.equals(before));
      assertThat(operation.apply(patch.forType(type, openTypes), Patches.NOW.plusSeconds(3)))
          .as("the same again changes nothing")
          .isFalse();
      assertThat(operation.state()).isEqualTo(after);
      if (before.status().isTerminal()) {
        assertThat(changed).as("a terminal operation changes").isFalse();
      }
      assertThat(after.status()).isGreaterThanOrEqualTo(before.status());
      assertThat(OperationView.of(operation, StatusCasing.PASCAL).members())
          .containsKeys("id", "status", "clientContext", "resultInfo");
    } catch (ApiException refusal) {
      SoundRefusal.check(refusal);
      assertThat(operation.state()).as("a refused patch changes nothing").isEqualTo(before);
    }
  }

  @FuzzTest
  void bodyBecomesAnOperationOrIsRefused(byte[] data) {
    FuzzedBody body = FuzzedBody.of(data);
    try {
      OperationPatch document = OperationPatch.from(body.read(), CallLimits.OF_GRAPH);
      CommsOperation operation = Patches.operation(document.typeToCreate());
      operation.apply(
          document.forNew(document.typeToCreate(), body.stage() < 128), Patches.NOW.plusSeconds(1));

      assertThat(OperationView.of(operation, StatusCasing.CAMEL).members())
          .containsKeys("id", "status", "clientContext", "resultInfo");
    } catch (ApiException refusal) {
      SoundRefusal.check(refusal);
    }
  }

  private static CommsOperation operation(OperationType type, OperationStatus status) {
    CommsOperation operation = Patches.operation(type);
    Patches.apply(
        operation, "{'clientContext':'c','x':{'a':1,'b':[null]},'x@odata.type':'#t','y':1.50}");
    if (status != OperationStatus.NOT_STARTED) {
      Patches.apply(operation, "{'status':'%s'}".formatted(status));
    }
    return operation;
  }
}
