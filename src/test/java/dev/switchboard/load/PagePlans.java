package dev.switchboard.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.Report;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What page 1 and page 1 000 of a list cost PostgreSQL, by the plans that it executed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PagePlans {

  private static final int DEEP = 1_000;

  /** What else a deep page may cost than the first: another page of an index here and there. */
  private static final double MOST_TIMES = 1.3;

  private static final int MOST_MORE = 20;

  /**
   * Pages of tables and indexes that are touched for each entity, where all are near each other.
   */
  private static final int MOST_FOR_EACH = 3;

  private static final String COMPLETED = "$filter=status%20eq%20'Completed'";

  private final int rows;
  private final int size;
  private final List<String> table = new ArrayList<>();

  /** The service with its rows. */
  ExplainedService service;

  /**
   * @param rows of each list
   * @param size of a page
   */
  PagePlans(int rows, int size) {
    this.rows = rows;
    this.size = size;
  }

  @BeforeAll
  void fill() {
    service = ExplainedService.with(rows);
    table.add("| list | page | buffers | plan of the statement that finds the page |");
    table.add("|---|---|---|---|");
  }

  @AfterAll
  void report() {
    if (service != null) {
      service.close();
    }
    Report.write("load", "page-plans-" + rows, table);
  }

  @Test
  void deepPageInTheOrderOfCreationCostsWhatTheFirstOneDoes() {
    costsTheSame(service.bot(), "operations", service.operations());
    costsTheSame(
        service.bot(), "operations, status eq 'Completed'", service.operations() + "?" + COMPLETED);
    costsTheSame(service.bot(), "calls of an application", service.calls());
    costsTheSame(
        service.bot(),
        "calls of an application, state eq 'terminated'",
        service.calls() + "?$filter=state%20eq%20'terminated'");
    costsTheSame(service.bot().as("media"), "calls of a tenant", service.calls());
  }

  private void costsTheSame(Api caller, String name, String list) {
    PageCost first = cost(caller, name, list, 1);
    PageCost deep = cost(caller, name, list, DEEP);

    assertThat(first.isByIndexAlone()).as(first.shown()).isTrue();
    assertThat(deep.isByIndexAlone()).as(deep.shown()).isTrue();
    assertThat(first.buffers()).isLessThanOrEqualTo(MOST_FOR_EACH * size + MOST_MORE);
    assertThat(deep.buffers()).isLessThanOrEqualTo(most(first));
  }

  @Test
  void deepPageInAnotherOrderIsSortedInBoundedMemoryAndCostsNoMoreThanTheFirst() {
    for (String order : List.of("status", "resultInfo/code%20desc")) {
      String list = service.operations() + "?$orderby=" + order;
      String name = "operations by " + order.replace("%20", " ");
      sortedAlike(name, list);
      sortedAlike(name + ", status eq 'Completed'", list + "&" + COMPLETED);
    }
  }

  private void sortedAlike(String name, String list) {
    PageCost first = cost(service.bot(), name, list, 1);
    PageCost deep = cost(service.bot(), name, list, DEEP);

    assertThat(first.sortMethods()).as(first.shown()).containsExactly("top-N heapsort");
    assertThat(deep.sortMethods()).as(deep.shown()).containsExactly("top-N heapsort");
    assertThat(deep.buffers()).isLessThanOrEqualTo(most(first));
  }

  private static long most(PageCost first) {
    return Math.round(MOST_TIMES * first.buffers()) + MOST_MORE;
  }

  private PageCost cost(Api caller, String name, String list, int page) {
    PageCost cost = service.cost(caller, list, size, page);
    table.add("| %s | %d | %d | %s |".formatted(name, page, cost.buffers(), cost.shown()));
    return cost;
  }
}
