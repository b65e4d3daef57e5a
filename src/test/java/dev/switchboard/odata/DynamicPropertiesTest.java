package dev.switchboard.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.Findings;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DynamicPropertiesTest {

  private static final Set<String> DECLARED = Set.of("id", "status", "clientContext");

  @ParameterizedTest(name = "{0} + {1} = {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // RFC 7396 appendix A, below one member
        "{'a':'b'}|{'a':'c'}|{'a':'c'}",
        "{'a':'b'}|{'b':'c'}|{'a':'b','b':'c'}",
        "{'a':'b'}|{'a':null}|{}",
        "{'a':'b','b':'c'}|{'a':null}|{'b':'c'}",
        "{'a':['b']}|{'a':'c'}|{'a':'c'}",
        "{'a':'c'}|{'a':['b']}|{'a':['b']}",
        "{'a':{'b':'c'}}|{'a':{'b':'d','c':null}}|{'a':{'b':'d'}}",
        "{'a':[{'b':'c'}]}|{'a':[1]}|{'a':[1]}",
        "{'e':{'f':null}}|{'e':{'a':1}}|{'e':{'f':null,'a':1}}",
        "{}|{'a':{'bb':{'ccc':null}}}|{'a':{'bb':{}}}",
        "{'a':1}|{'a':{'b':null,'c':2}}|{'a':{'c':2}}",
        "{}|{'a':[null,{'b':null}]}|{'a':[null,{'b':null}]}",
        // annotations of types
        "{}|{'a':1,'a@odata.type':'#Int64'}|{'a':1,'a@odata.type':'#Int64'}",
        "{}|{'a':1,'a@type':'#Int64'}|{'a':1,'a@odata.type':'#Int64'}",
        "{}|{'a@odata.type':'#Int64'}|{}",
        "{'a':1,'a@odata.type':'#Int64'}|{'a':null}|{}",
        "{'a':1,'a@odata.type':'#Int64'}|{'a':2}|{'a':2}",
        "{'a':1,'a@odata.type':'#Int64'}|{'a':2,'a@odata.type':'#Int32'}|{'a':2,'a@odata.type':'#Int32'}",
        "{'a':1,'a@odata.type':'#Int64'}|{'b':2}|{'a':1,'a@odata.type':'#Int64','b':2}",
        "{'a':{'x':1},'a@odata.type':'#t'}|{'a':{'y':2}}|{'a':{'x':1,'y':2},'a@odata.type':'#t'}",
        "{'a':{'x':1},'a@odata.type':'#t'}|{'a':[]}|{'a':[]}"
      })
  void mergesMemberByMember(String stored, String patch, String merged) {
    assertThat(new DynamicProperties(json(stored)).merge(json(patch)).json())
        .isEqualTo(json(merged));
  }

  @Test
  void storedFormCanBeReadBack() {
    DynamicProperties properties =
        new DynamicProperties(
            json("{'a':{'b':[1,1.50,1e2,null,'\u00E9\uD83D\uDE00']},'a@odata.type':'#t'}"));

    assertThat(DynamicProperties.ofText(properties.text())).isEqualTo(properties);
    assertThat(DynamicProperties.NONE.text()).isNull();
    assertThat(DynamicProperties.ofText(null)).isEqualTo(DynamicProperties.NONE);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"loop", "_x", "\u00E9t\u00E9", "a1", "statusText", "x_y", "\u540D"})
  void identifierIsAName(String name) {
    assertThatCode(() -> check("{'%s':1,'%s@odata.type':'#Int64'}".formatted(name, name), true))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"", "1a", "a b", "a.b", "a/b", "a-b", "$a", "a:b", "\uD83D\uDE00"})
  void whatIsNoIdentifierIsRefused(String name) {
    assertRefused(() -> check("{'%s':1}".formatted(name), true), name);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"Status", "STATUS", "ID", "Id", "clientcontext"})
  void nameOfADeclaredMemberInAnotherCaseIsRefused(String name) {
    assertRefused(() -> check("{'%s':1}".formatted(name), true), name);
    assertRefused(() -> check("{'%s':null}".formatted(name), true), name);
  }

  @Test
  void nameMayHaveOneHundredAndTwentyEightCharacters() {
    assertThatCode(() -> check("{'%s':1}".formatted("n".repeat(128)), true))
        .doesNotThrowAnyException();
    assertRefused(() -> check("{'%s':1}".formatted("n".repeat(129)), true), "n".repeat(129));
  }

  @Test
  void typeMustBeText() {
    assertRefused(() -> check("{'a':1,'a@odata.type':1}", true), "a@odata.type");
    assertRefused(() -> check("{'a':1,'a@odata.type':null}", true), "a@odata.type");
  }

  @Test
  void closedTypeHasNoUndeclaredMembers() {
    assertRefused(() -> check("{'a':1}", false), "a");
    assertRefused(() -> check("{'a':null}", false), "a");
  }

  @Test
  void thirtyTwoMembersAreKeptAndNoMore() {
    assertThatCode(() -> checkLimits(members(32, "1"))).doesNotThrowAnyException();
    assertRefused(() -> checkLimits(members(33, "1")), null);
  }

  @Test
  void annotationsAreNotCounted() {
    String annotated =
        IntStream.range(0, 32)
            .mapToObj(i -> "'m%1$d':1,'m%1$d@odata.type':'#Int64'".formatted(i))
            .collect(Collectors.joining(",", "{", "}"));

    assertThatCode(() -> checkLimits(annotated)).doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"x", "\u00E9", "\u540D", "\uD83D\uDE00"})
  void sixteenKibibytesAreKeptAndNoByteMore(String character) {
    int room = 16 * 1024 - "{\"m\":\"\"}".length();
    int bytes = character.getBytes(StandardCharsets.UTF_8).length;
    String most = character.repeat(room / bytes) + "x".repeat(room % bytes);

    assertThatCode(() -> checkLimits("{'m':'" + most + "'}")).doesNotThrowAnyException();
    assertRefused(() -> checkLimits("{'m':'" + most + "x'}"), null);
  }

  @ParameterizedTest(name = "{0} / {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':1}|{'a':1}|",
        "{'a':1,'b':2}|{'b':2,'a':1}|",
        "{'a':1}|{'a':2}|a",
        "{'a':1}|{}|a",
        "{}|{'a':1}|a",
        "{'a':1,'b':2}|{'a':1,'b':3}|b",
        "{'a':1}|{'a':1,'a@odata.type':'#Int64'}|a@odata.type"
      })
  void firstDifferenceIsNamed(String one, String other, String name) {
    assertThat(new DynamicProperties(json(one)).firstDifference(new DynamicProperties(json(other))))
        .isEqualTo(name);
  }

  @Test
  void annotationStandsRightBeforeItsMember() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", "1");

    new DynamicProperties(json("{'b':1,'a':2,'b@odata.type':'#Int64'}")).addTo(members);

    assertThat(members.keySet()).containsExactly("id", "a", "b@odata.type", "b");
  }

  private static void check(String body, boolean open) {
    Findings findings = new Findings();
    DynamicProperties.check(json(body), DECLARED, open, findings);
    findings.throwIfAny();
  }

  private static void checkLimits(String members) {
    Findings findings = new Findings();
    new DynamicProperties(json(members)).checkLimits(findings);
    findings.throwIfAny();
  }

  private static String members(int count, String value) {
    return IntStream.range(0, count)
        .mapToObj(i -> "'m" + i + "':" + value)
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
      return reader.readObject();
    }
  }

  private static void assertRefused(ThrowingCallable code, String target) {
    assertThatThrownBy(code)
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.target()).isEqualTo(target));
  }
}
