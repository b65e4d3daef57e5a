package dev.switchboard.notification;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.settings.BadSettingException;
import dev.switchboard.settings.Settings;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which endpoints of the media platform stop the start. */
class RelayRunnerTest {

  private static Settings settings(String endpoint) {
    return Settings.from(Map.of("SWITCHBOARD_PLATFORM_ENDPOINT", endpoint), Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "http://media.example/hook,must begin with https://",
    "https://media.example:8443/hook,must have the port 443",
    "t1=https://10.0.0.1/hook,must name a public host",
    "'https://media.example/hook,t1=https://me@media.example/',must have no user information"
  })
  void endpointThatMayNotBeSentToStopsTheStart(String endpoint, String rule) {
    assertThatExceptionOfType(BadSettingException.class)
        .isThrownBy(() -> RelayRunner.requireLawfulEndpoints(settings(endpoint)))
        .withMessageContaining("SWITCHBOARD_PLATFORM_ENDPOINT")
        .withMessageContaining(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://media.example/hook", "t1=https://media.example/,t2=https://m2.example"})
  void otherEndpointsDoNot(String endpoint) {
    assertThatCode(() -> RelayRunner.requireLawfulEndpoints(settings(endpoint)))
        .doesNotThrowAnyException();
  }
}
