package dev.switchboard.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code $filter}: what is understood, as which condition, and what is refused, where. */
class FilterTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "clientContext eq 'a'                    | e.context = :p0 | {p0=a}",
        "'a' eq clientContext                    | e.context = :p0 | {p0=a}",
        "clientContext EQ 'it''s'                | e.context = :p0 | {p0=it's}",
        "clientContext ne 'a'                    | (e.context <> :p0 OR e.context IS NULL) | {p0=a}",
        "clientContext gt 'a'                    | e.context > :p0 | {p0=a}",
        "clientContext eq null                   | e.context IS NULL | {}",
        "null ne clientContext                   | NOT (e.context IS NULL) | {}",
        "clientContext gt null                   | e.id IS NULL | {}",
        "not (clientContext eq 'a')              | NOT ((NOT (e.context IS NULL) AND e.context = :p0)) | {p0=a}",
        "resultInfo eq null                      | e.code IS NULL | {}",
        "resultInfo/code eq 200                  | e.code = :p0 | {p0=200}",
        "resultInfo/code gt 199.5                | e.code > :p0 | {p0=199}",
        "resultInfo/code lt 199.5                | e.code <= :p0 | {p0=199}",
        "resultInfo/code eq 199.5                | e.id IS NULL | {}",
        "resultInfo/code ne 199.5                | e.id IS NOT NULL | {}",
        "resultInfo/code lt 9999999999           | NOT (e.code IS NULL) | {}",
        "resultInfo/code gt 9999999999           | e.id IS NULL | {}",
        "resultInfo/code ge -1e3                 | e.code >= :p0 | {p0=-1000}",
        "resultInfo/code in (200,null,1.5)       | (e.code = :p0 OR e.code IS NULL) | {p0=200}",
        "status eq 'Completed'                   | e.status = :p0 | {p0=COMPLETED}",
        "status eq 'completed'                   | e.status = :p0 | {p0=COMPLETED}",
        "status eq '2'                           | e.status = :p0 | {p0=COMPLETED}",
        "status eq microsoft.graph.operationStatus'Completed' | e.status = :p0 | {p0=COMPLETED}",
        "status ne 'Completed'                   | e.status IN :p0 | {p0=[NOT_STARTED, RUNNING, FAILED]}",
        "status gt 'Running'                     | e.status IN :p0 | {p0=[COMPLETED, FAILED]}",
        "status gt 'Failed'                      | e.id IS NULL | {}",
        "status in ('Running', 'Failed')         | e.status IN :p0 | {p0=[RUNNING, FAILED]}",
        "status eq null                          | e.id IS NULL | {}",
        "id eq '00000000-0000-0000-0000-000000000001' | e.id = :p0 | {p0=00000000-0000-0000-0000-000000000001}",
        "id eq 'no id'                           | e.id IS NULL | {}",
        "id gt '00000000-0000-0000-0000-000000000001' | e.id > :p0 | {p0=00000000-0000-0000-0000-000000000001}",
        "id ne 'no id'                           | e.id IS NOT NULL | {}",
        "startswith(clientContext,'50%_!')       | e.context LIKE :p0 ESCAPE '!' | {p0=50!%!_!!%}",
        "endswith(clientContext,'z')             | e.context LIKE :p0 ESCAPE '!' | {p0=%z}",
        "contains(tolower(clientContext),'z')    | LOWER(e.context) LIKE :p0 ESCAPE '!' | {p0=%z%}",
        "CONTAINS(clientContext,resultInfo/message) | LOCATE(e.message, e.context) > 0 | {}",
        "length(clientContext) le 3              | LENGTH(e.context) <= :p0 | {p0=3}",
        "indexof(clientContext,'b') eq 1         | (LOCATE(:p0, e.context) - 1) = :p1 | {p0=b, p1=1}",
        "concat(clientContext,'!') eq 'a!'       | CONCAT(e.context, :p0) = :p1 | {p0=!, p1=a!}",
        "startswith(clientContext,'a') eq true   | e.context LIKE :p0 ESCAPE '!' | {p0=a%}",
        "startswith(clientContext,'a') ne true   | NOT ((NOT ((e.context IS NULL)) AND e.context LIKE :p0 ESCAPE '!')) | {p0=a%}",
        "not startswith(clientContext,'a')       | NOT (e.context LIKE :p0 ESCAPE '!') | {p0=a%}",
        "not (true and isof(microsoft.graph.recordOperation)) | (e.id IS NULL OR NOT (e.type = :p0)) | {p0=RECORD}",
        "contains(null,'a')                      | e.id IS NULL | {}",
        "not contains(null,'a')                  | e.id IS NULL | {}",
        "tolower('ABC') eq 'abc'                 | e.id IS NOT NULL | {}",
        "isof(microsoft.graph.recordOperation)   | e.type = :p0 | {p0=RECORD}",
        "isof('microsoft.graph.recordOperation') | e.type = :p0 | {p0=RECORD}",
        "isof($it,microsoft.graph.commsOperation)| e.id IS NOT NULL | {}",
        "microsoft.graph.recordOperation/recordingLocation ne null | NOT (e.location IS NULL) | {}",
        "$it/clientContext eq 'a'                | e.context = :p0 | {p0=a}",
        "clientContext eq 'a' or clientContext eq 'b' and resultInfo ne null | (e.context = :p0 OR (e.context = :p1 AND NOT (e.code IS NULL))) | {p0=a, p1=b}",
        "true                                    | e.id IS NOT NULL | {}",
        "urgent                                  | e.urgent = :p0 | {p0=true}",
        "not urgent                              | e.urgent = :p0 | {p0=false}",
        "urgent eq false                         | e.urgent = :p0 | {p0=false}",
        "urgent ne true                          | NOT (e.urgent = :p0) | {p0=true}",
        "urgent eq null                          | NOT ((e.urgent = :p0 OR e.urgent = :p1)) | {p0=true, p1=false}",
        "resultInfo/code eq resultInfo/subcode   | ((NOT (e.code IS NULL) AND (NOT (e.subcode IS NULL) AND e.code = e.subcode)) OR (e.code IS NULL AND e.subcode IS NULL)) | {}",
      })
  void isACondition(String filter, String jpql, String parameters) {
    Condition condition = Model.translated(filter);

    assertThat(condition.jpql()).isEqualTo(jpql);
    assertThat(new java.util.TreeMap<>(condition.parameters()).toString()).isEqualTo(parameters);
  }

  @ParameterizedTest(name = "<{0}>")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                              | it ends too soon | 1",
        "clientContext eq                | it ends too soon | 17",
        "clientContext eq 'a' and        | it ends too soon | 25",
        "clientContext eq 'a             | a string has no end | 18",
        "clientContext eq 'a')           | ) is not expected | 21",
        "clientContext eq'a'             | clientContext is a string and no condition | 1",
        "true eq'a'                      | eq'a' is not expected | 6",
        "(clientContext eq 'a'           | it ends too soon | 22",
        "clientContext                   | clientContext is a string and no condition | 1",
        "resultInfo/code eq 'x'          | resultInfo/code is a number and cannot be compared with 'x', which is a string | 20",
        "clientContext eq 5              | clientContext is a string and cannot be compared with 5, which is a number | 18",
        "clientContext eq 2026-01-01     | there is nothing here that 2026-01-01 could be compared with | 18",
        "id eq 00000000-0000-0000-0000-000000000001 | there is nothing here that 00000000-0000-0000-0000-000000000001 could be compared with | 7",
        "status eq 'Done'                | 'Done' is no member of microsoft.graph.operationStatus | 11",
        "status eq microsoft.graph.operationStatus'Done' | 'Done' is no member of microsoft.graph.operationStatus | 11",
        "status eq microsoft.graph.colour'Red' | microsoft.graph.colour is no type of a constant here | 11",
        "status eq 2                     | status is an enumeration and cannot be compared with 2, which is a number | 11",
        "resultInfo eq 'x'               | resultInfo is a complex value and cannot be compared with 'x', which is a string | 15",
        "resultInfo/codes eq 1           | codes is no member of resultInfo | 1",
        "clientContext/x eq 1            | clientContext has no members | 1",
        "length(status) eq 1             | length takes a string, and status is an enumeration | 8",
        "frob(clientContext) eq 1        | there is no function frob | 1",
        "contains(clientContext)         | ) is not expected | 23",
        "not clientContext eq 'a'        | clientContext is a string and no condition | 5",
        "isof(microsoft.graph.nothing)   | microsoft.graph.nothing is no type of these entities | 6",
        "microsoft.graph.nothing/x eq 1  | microsoft.graph.nothing is no type of these entities | 1",
        "clientContext eq 1e9999         | a number is too long | 18",
        "tags eq 'a'                     | tags is a collection and cannot be compared with 'a', which is a string | 9",
      })
  void wrongFilterIsRefusedWithThePlace(String filter, String what, int place) {
    assertThatThrownBy(() -> Model.filter(filter))
        .hasMessage("$filter: %s (at character %d).".formatted(what, place))
        .isInstanceOfSatisfying(
            ApiException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.BAD_REQUEST);
              assertThat(refusal.target()).isEqualTo("$filter");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "colour eq 'red'",
        "id gt 'no id'",
        "tags/any(t: t eq 'a')",
        "tags/$count eq 1",
        "resultInfo/code add 1 eq 2",
        "status has 'Running'",
        "year(clientContext) eq 1",
        "cast(clientContext,Edm.Int32) eq 1",
        "-resultInfo/code eq 1",
        "$root/calls eq null",
        "clientContext in (resultInfo/message)",
        "contains(clientContext,'a') eq contains(clientContext,'b')",
        "isof(resultInfo,microsoft.graph.resultInfo)",
        "substring(clientContext,-1) eq 'a'",
        "resultInfo/code divby 2 eq 1",
        "resultInfo eq resultInfo",
        "tags eq tags",
      })
  void whatTheStandardKnowsAndTheServiceDoesNotIs501(String filter) {
    ApiException refusal = catchThrowableOfType(ApiException.class, () -> Model.translated(filter));

    assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(ErrorCode.NOT_IMPLEMENTED);
    assertThat(refusal.target()).isEqualTo("$filter");
  }

  @Test
  void aliasStandsForAnExpression() {
    Expression filter =
        new ExpressionParser(
                "$filter",
                "clientContext eq @a and status in @b and resultInfo/code eq @missing",
                Model.OPERATION,
                Model.SCHEMA,
                Aliases.of(Map.of("@a", "'x'", "@b", "('Running','Failed')")))
            .condition();

    assertThat(filter)
        .isEqualTo(
            Model.filter(
                "clientContext eq 'x' and status in ('Running','Failed') and resultInfo/code eq null"));
  }

  @Test
  void whatIsWrongInAnAliasIsSaidOfTheAlias() {
    assertThatThrownBy(
            () ->
                new ExpressionParser(
                        "$filter",
                        "status in @b",
                        Model.OPERATION,
                        Model.SCHEMA,
                        Aliases.of(Map.of("@b", "('Running','Done')")))
                    .condition())
        .hasMessage("@b: 'Done' is no member of microsoft.graph.operationStatus (at character 12).")
        .isInstanceOfSatisfying(
            ApiException.class, refusal -> assertThat(refusal.target()).isEqualTo("@b"));
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, 100_000})
  void hugeFilterIsRefused(int nodes) {
    List<String> huge =
        List.of(
            "(".repeat(nodes) + "true" + ")".repeat(nodes),
            "not ".repeat(nodes) + "true",
            "tolower(".repeat(nodes) + "clientContext" + ")".repeat(nodes) + " eq 'a'",
            IntStream.range(0, nodes).mapToObj(i -> "true").collect(Collectors.joining(" or ")),
            "clientContext in ("
                + IntStream.range(0, nodes).mapToObj(i -> "'a'").collect(Collectors.joining(","))
                + ")",
            "a/".repeat(nodes) + "b eq 1",
            "clientContext eq '" + "x".repeat(nodes),
            "resultInfo/code eq " + "9".repeat(nodes));
    for (String filter : huge) {
      assertThatThrownBy(() -> Model.filter(filter)).isInstanceOf(ApiException.class);
    }
  }

  @Test
  void aliasThatStandsOftenCountsEachTime() {
    String inside =
        IntStream.range(0, 100).mapToObj(i -> "true").collect(Collectors.joining(" or "));

    assertThatThrownBy(
            () ->
                new ExpressionParser(
                        "$filter",
                        "@a and @a and @a",
                        Model.OPERATION,
                        Model.SCHEMA,
                        Aliases.of(Map.of("@a", inside)))
                    .condition())
        .hasMessageContaining("at most");
  }

  @Test
  void textThatNoDatabaseKeepsIsRefused() {
    for (String text : List.of("\u0000", "\uD800", "a\uDC00b")) {
      assertThatThrownBy(() -> Model.filter("clientContext eq '%s'".formatted(text)))
          .hasMessageContaining("U+0000 or half a surrogate pair");
    }
  }

  @Test
  void whatAClientSentNeverStandsInTheText() {
    String hostile = "x' OR '1'='1' --";

    Condition condition =
        Model.translated(
            "clientContext eq '%1$s' or contains(clientContext,'%1$s') or clientContext in ('%1$s','b')"
                .formatted(hostile.replace("'", "''")));

    assertThat(condition.jpql()).doesNotContain("OR '1'", "--");
    assertThat(condition.parameters().values().toString()).contains(hostile);
  }
}
