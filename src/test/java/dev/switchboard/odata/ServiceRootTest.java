package dev.switchboard.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceRootTest {

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(
      strings = {
        "v1.0",
        "/v1.0",
        "//v1.0/",
        "beta/communications/calls",
        "/v1.0;x=1/communications/calls",
        "/v1.0;/calls",
        "/v1.0/communications/calls/1\n",
        "/v1.0/\n/calls",
        "/beta/a\r\nb",
        "/v1.0;\u2028"
      })
  void pathBelowARootIsTheServices(String path) {
    assertThat(ServiceRoot.isServicePath(path)).isTrue();
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(
      strings = {"", "/", "///", "/health/live", "/v1", "/v1.0x/", "/V1.0/", "/x/v1.0", ";v1.0"})
  void anyOtherPathIsNot(String path) {
    assertThat(ServiceRoot.isServicePath(path)).isFalse();
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(
      strings = {
        "/v1.0",
        "/v1.0/",
        "/v1.0/$metadata",
        "/v1.0/%24metadata",
        "/beta",
        "/beta/",
        "/beta/$metadata"
      })
  void descriptionIsOpenToEverybody(String path) {
    assertThat(ServiceRoot.isDescription(path)).isTrue();
    assertThat(ServiceRoot.isServicePath(path)).isTrue();
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(
      strings = {
        "",
        "/",
        "v1.0",
        "//v1.0",
        "/v1.0//",
        "/v1.0;",
        "/v1.0/;x=1",
        "/V1.0/",
        "/v1%2E0/",
        "/v1.0/$metadata/",
        "/v1.0/$metadata;x=1",
        "/v1.0/$METADATA",
        "/v1.0/%24Metadata",
        "/v1.0/%2524metadata",
        "/v1.0//$metadata",
        "/v1.0/./$metadata",
        "/v1.0%2F$metadata",
        "/v1.0/$metadata/../communications/calls",
        "/v1.0/$metadata%2F..%2Fcommunications",
        "/v1.0/$metadata\n",
        "/v1.0/$batch",
        "/v1.0/communications",
        "/health/$metadata"
      })
  void noOtherSpellingIs(String path) {
    assertThat(ServiceRoot.isDescription(path)).isFalse();
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void longPathIsReadOnce() {
    assertThat(ServiceRoot.isServicePath("/".repeat(1_000_000) + "v1.0")).isTrue();
    assertThat(ServiceRoot.withoutTrailingSlashes("http://h" + "/".repeat(1_000_000) + "x"))
        .endsWith("/x");
    assertThat(ServiceRoot.withoutTrailingSlashes("http://h///")).isEqualTo("http://h");
    assertThat(ServiceRoot.withoutTrailingSlashes("///")).isEmpty();
  }
}
