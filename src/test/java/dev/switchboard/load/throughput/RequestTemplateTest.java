package dev.switchboard.load.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestTemplateTest {

  private final RequestTemplate template =
      RequestTemplate.of(
          "PATCH",
          "/calls/%s/operations/%s".formatted(Dataset.callId(0), Dataset.operationId(0)),
          8080,
          "Authorization: Bearer t\r\n",
          "{\"clientContext\":\"%s\"}".formatted(RequestTemplate.CONTEXT));

  private static String text(RequestTemplate template) {
    return StandardCharsets.US_ASCII.decode(template.bytes()).toString();
  }

  @Test
  void whatDiffersIsWrittenIntoTheRequest() {
    assertThat(text(template.about(1_234_567).with(0xabcL)))
        .isEqualTo(
            "PATCH /calls/"
                + Dataset.callId(123_456)
                + "/operations/"
                + Dataset.operationId(1_234_567)
                + " HTTP/1.1\r\nHost: localhost:8080\r\nAuthorization: Bearer t\r\n"
                + "Content-Type: application/json\r\nContent-Length: 36\r\n\r\n"
                + "{\"clientContext\":\"0000000000000abc\"}");
  }

  @Test
  void nextRequestHasNothingOfTheLastOne() {
    String first = text(template.about(7).with(1));
    String other = text(template.about(10_000_000 - 1).with(Long.MAX_VALUE));

    assertThat(other).isNotEqualTo(first);
    assertThat(text(template.about(7).with(1))).isEqualTo(first);
  }

  @Test
  void requestWithoutABodyHasNoContent() {
    assertThat(text(RequestTemplate.of("GET", "/x", 1, "", "").about(5)))
        .isEqualTo("GET /x HTTP/1.1\r\nHost: localhost:1\r\n\r\n");
  }

  @Test
  void idsAreOfVersion7AndInTheOrderOfTheirNumbers() {
    UUID id = Dataset.operationUuid(9_999_999);

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id).isGreaterThan(Dataset.operationUuid(9_999_998));
  }
}
