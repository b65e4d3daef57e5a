package dev.switchboard.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.switchboard.error.ApiException;
import dev.switchboard.fuzz.FuzzedBody;
import dev.switchboard.fuzz.SoundRefusal;
import dev.switchboard.security.Owner;
import dev.switchboard.settings.Settings;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Any bytes as the body of a POST of a call. */
class NewCallFuzzTest {

  private static final Instant NOW = Instant.parse("2030-01-31T10:20:30Z");

  @FuzzTest
  void bodyBecomesACallOrIsRefused(byte[] data) {
    FuzzedBody body = FuzzedBody.of(data);
    Settings settings =
        Settings.from(
            Map.of(),
            Map.of(
                "switchboard.mode",
                body.kind() % 2 == 0 ? "development" : "production",
                "switchboard.open-types",
                Boolean.toString(body.stage() < 128)));
    try {
      Call call =
          new Call(
              new UUID(1, 2), new Owner("tenant", "bot"), NewCall.from(body.read(), settings), NOW);

      assertThat(call.content().callbackUri()).isNotBlank();
      assertThat(call.hasEnded()).isFalse();
      assertThat(CallView.of(call).members()).containsKeys("id", "state", "callbackUri");
    } catch (ApiException refusal) {
      SoundRefusal.check(refusal);
    }
  }
}
