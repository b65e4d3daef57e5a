package dev.switchboard.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionTest {

  private static final String ETAG = "W/\"7\"";

  @Test
  void noHeaderHoldsAlways() {
    assertThatCode(() -> Precondition.of(null, null).requireFor(ETAG)).doesNotThrowAnyException();
    assertThat(Precondition.of(null, null).notModified(ETAG)).isFalse();
  }

  @Test
  void headerWithoutAValueIsNoHeader() {
    assertThatCode(() -> Precondition.of(List.of(), List.of()).requireFor(ETAG))
        .doesNotThrowAnyException();
    assertThat(Precondition.of(List.of(), List.of()).notModified(ETAG)).isFalse();
    assertRefused(
        () -> Precondition.of(List.of(), List.of()).requirePresent(),
        ErrorCode.PRECONDITION_REQUIRED,
        "If-Match");
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(
      strings = {
        "W/\"7\"",
        "\"7\"",
        "*",
        " * ",
        "W/\"6\", W/\"7\"",
        "\"6\",\"7\",\"8\"",
        "\"7\" , \"x\"",
        "\"a,b\", \"7\"",
        "\"\", \"7\""
      })
  void ifMatchOfTheCurrentTagHolds(String header) {
    assertThatCode(() -> ifMatch(header).requireFor(ETAG)).doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(
      strings = {"W/\"6\"", "\"77\"", "\"\"", "\"W/7\"", "\"6\", \"8\"", "\"6,7\"", "\"*\""})
  void ifMatchOfAnotherTagFails(String header) {
    assertRefused(
        () -> ifMatch(header).requireFor(ETAG), ErrorCode.PRECONDITION_FAILED, "If-Match");
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(
      strings = {
        "7",
        "W/7",
        "\"7",
        "7\"",
        "w/\"7\"",
        "W / \"7\"",
        "\"7\" \"8\"",
        "\"7\";\"8\"",
        "*, \"7\"",
        "\"7\", *",
        "**",
        "",
        " ",
        ",",
        "\"a b\"",
        "\"a\tb\"",
        "\"\u0100\"",
        "\"7\", 8"
      })
  void malformedHeaderIsRefused(String header) {
    assertRefused(() -> ifMatch(header), ErrorCode.BAD_REQUEST, "If-Match");
    assertRefused(() -> ifNoneMatch(header), ErrorCode.BAD_REQUEST, "If-None-Match");
  }

  @Test
  void linesOfOneHeaderAreOneList() {
    Precondition precondition = Precondition.of(List.of("\"6\"", "\"7\""), null);

    assertThatCode(() -> precondition.requireFor(ETAG)).doesNotThrowAnyException();
  }

  /** RFC 9110 section 5.6.1.2: a recipient must ignore a reasonable number of empty elements. */
  @ParameterizedTest(name = "<{0}>")
  @ValueSource(strings = {"\"7\",", ",\"7\"", "\"6\", , \"7\"", ", \"7\" ,"})
  void emptyListElementsAreIgnored(String header) {
    assertThatCode(() -> ifMatch(header).requireFor(ETAG)).doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(strings = {"*", "W/\"7\"", "\"7\"", "\"6\", W/\"7\""})
  void ifNoneMatchOfTheCurrentTagFails(String header) {
    assertRefused(
        () -> ifNoneMatch(header).requireFor(ETAG), ErrorCode.PRECONDITION_FAILED, "If-None-Match");
    assertThat(ifNoneMatch(header).notModified(ETAG)).isTrue();
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(strings = {"W/\"6\"", "\"6\", \"8\""})
  void ifNoneMatchOfAnotherTagHolds(String header) {
    assertThatCode(() -> ifNoneMatch(header).requireFor(ETAG)).doesNotThrowAnyException();
    assertThat(ifNoneMatch(header).notModified(ETAG)).isFalse();
  }

  @Test
  void bothHeadersMustHold() {
    assertRefused(
        () -> Precondition.of(List.of(ETAG), List.of(ETAG)).requireFor(ETAG),
        ErrorCode.PRECONDITION_FAILED,
        "If-None-Match");
    assertRefused(
        () -> Precondition.of(List.of("\"6\""), List.of("\"6\"")).requireFor(ETAG),
        ErrorCode.PRECONDITION_FAILED,
        "If-Match");
  }

  @Test
  void readLooksAtIfMatchAlone() {
    assertThatCode(() -> ifNoneMatch(ETAG).requireMatchFor(ETAG)).doesNotThrowAnyException();
    assertRefused(
        () -> ifMatch("\"6\"").requireMatchFor(ETAG), ErrorCode.PRECONDITION_FAILED, "If-Match");
  }

  @Test
  void etagOfTheBodyMustHoldToo() {
    assertThatCode(() -> Precondition.of(null, null).andBody(ETAG).requireFor(ETAG))
        .doesNotThrowAnyException();
    assertThatCode(() -> Precondition.of(null, null).andBody("*").requireFor(ETAG))
        .doesNotThrowAnyException();
    assertRefused(
        () -> ifMatch(ETAG).andBody("W/\"6\"").requireFor(ETAG),
        ErrorCode.PRECONDITION_FAILED,
        "@odata.etag");
    assertRefused(
        () -> Precondition.of(null, null).andBody("6"), ErrorCode.BAD_REQUEST, "@odata.etag");
  }

  @Test
  void missingPreconditionCanBeRequired() {
    assertRefused(
        () -> Precondition.of(null, null).requirePresent(),
        ErrorCode.PRECONDITION_REQUIRED,
        "If-Match");
    assertRefused(
        () -> ifNoneMatch("\"6\"").requirePresent(), ErrorCode.PRECONDITION_REQUIRED, "If-Match");
    assertThatCode(() -> ifMatch("*").requirePresent()).doesNotThrowAnyException();
    assertThatCode(() -> Precondition.of(null, null).andBody("*").requirePresent())
        .doesNotThrowAnyException();
  }

  @Test
  void longListIsReadInReasonableTime() {
    Precondition precondition = ifMatch("\"x\", ".repeat(5_000) + ETAG);

    assertThatCode(() -> precondition.requireFor(ETAG)).doesNotThrowAnyException();
    assertRefused(() -> ifMatch(" ".repeat(20_000) + "x"), ErrorCode.BAD_REQUEST, "If-Match");
  }

  private static Precondition ifMatch(String header) {
    return Precondition.of(List.of(header), null);
  }

  private static Precondition ifNoneMatch(String header) {
    return Precondition.of(null, List.of(header));
  }

  private static void assertRefused(ThrowingCallable code, ErrorCode expected, String target) {
    assertThatThrownBy(code)
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(expected);
              assertThat(e.target()).isEqualTo(target);
            });
  }
}
