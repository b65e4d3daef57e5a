package dev.switchboard.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.query.Expression.Bool;
import dev.switchboard.query.Expression.Null;
import dev.switchboard.query.Expression.Numeral;
import dev.switchboard.query.Expression.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code $orderby}, and where a page begins in an order. */
class OrderingTest {

  private static final UUID ID = new UUID(0, 7);

  private static Ordering ordering(String text) {
    return new Ordering(
        new ExpressionParser("$orderby", text, Model.OPERATION, Model.SCHEMA, Aliases.of(Map.of()))
            .keys());
  }

  private static String order(String text) {
    return new Translation("$orderby", Model.COLUMNS, "").order(ordering(text));
  }

  @Test
  void nullComesFirstAndTheIdDecidesInTheEnd() {
    assertThat(order("clientContext, resultInfo/code desc"))
        .isEqualTo("ORDER BY e.context ASC NULLS FIRST, e.code DESC NULLS LAST, e.id ASC");
  }

  @Test
  void enumerationIsInTheOrderOfItsValues() {
    assertThat(order("status DESC"))
        .isEqualTo(
            "ORDER BY CASE"
                + " WHEN e.status = dev.switchboard.query.Model$Stored.NOT_STARTED THEN 0"
                + " WHEN e.status = dev.switchboard.query.Model$Stored.RUNNING THEN 1"
                + " WHEN e.status = dev.switchboard.query.Model$Stored.COMPLETED THEN 2"
                + " WHEN e.status = dev.switchboard.query.Model$Stored.FAILED THEN 3"
                + " ELSE -1 END DESC, e.id ASC");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resultInfo                | resultInfo has no order",
        "tags                      | tags has no order",
        "clientContext down        | down is not expected",
        "clientContext,            | it ends too soon",
        "clientContext asc desc    | desc is not expected",
        "tolower(clientContext)    | only members can be ordered by is not supported",
        "colour                    | is not supported",
        "microsoft.graph.recordOperation/x | is not supported"
      })
  void whatHasNoOrderIsRefused(String orderby, String what) {
    assertThatThrownBy(() -> order(orderby)).hasMessageContaining(what);
  }

  @Test
  void pageBeginsBehindAPlace() {
    Condition behind =
        new Position(List.of(new Text("m"), new Numeral(BigDecimal.TEN)), ID)
            .behind(ordering("clientContext, resultInfo/code desc"), Model.COLUMNS);

    assertThat(behind.jpql())
        .isEqualTo(
            "(e.context > :k0_0) OR ((e.context = :e0_0) AND"
                + " (((e.code < :k1_0 OR e.code IS NULL)) OR ((e.code = :e1_0) AND (e.id > :after))))");
    assertThat(behind.parameters())
        .containsOnly(
            Map.entry("k0_0", "m"),
            Map.entry("e0_0", "m"),
            Map.entry("k1_0", 10),
            Map.entry("e1_0", 10),
            Map.entry("after", ID));
  }

  @Test
  void falseComesBeforeTrue() {
    assertThat(order("urgent desc")).isEqualTo("ORDER BY e.urgent DESC, e.id ASC");
    assertThat(behind("urgent", false))
        .isEqualTo("(e.urgent = :k0_0) OR ((e.urgent = :e0_0) AND (e.id > :after))");
    assertThat(behind("urgent", true))
        .isEqualTo("(e.id IS NULL) OR ((e.urgent = :e0_0) AND (e.id > :after))");
    assertThat(behind("urgent desc", true))
        .isEqualTo(
            "((e.urgent = :k0_0 OR e.id IS NULL)) OR ((e.urgent = :e0_0) AND (e.id > :after))");
  }

  private static String behind(String orderby, boolean value) {
    return new Position(List.of(new Bool(value)), ID)
        .behind(ordering(orderby), Model.COLUMNS)
        .jpql();
  }

  @Test
  void behindNullStandsEveryValueInAscendingOrderAndNoneInDescending() {
    assertThat(
            new Position(List.of(new Null()), ID)
                .behind(ordering("clientContext"), Model.COLUMNS)
                .jpql())
        .isEqualTo("(NOT (e.context IS NULL)) OR ((e.context IS NULL) AND (e.id > :after))");
    assertThat(
            new Position(List.of(new Null()), ID)
                .behind(ordering("clientContext desc"), Model.COLUMNS)
                .jpql())
        .isEqualTo("(e.id IS NULL) OR ((e.context IS NULL) AND (e.id > :after))");
  }
}
