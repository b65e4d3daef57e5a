package dev.switchboard.load.throughput;

import java.util.List;
import java.util.Locale;

/** The measurements of one run as a picture. */
final class ResultPlot {

  private ResultPlot() {}

  /** Requests in a second, and below that the processor time of server and database. */
  static List<String> svg(String title, List<Measurement> measurements) {
    BarChart rates = new BarChart(title + ": requests per second", List.of("requests/s"));
    BarChart processors =
        new BarChart(
            title + ": processor seconds per 1000 requests", List.of("server", "database"));
    for (Measurement each : measurements) {
      String label =
          each.isValid() ? each.scenario().name() : each.scenario().name() + " (invalid)";
      rates.add(
          label,
          List.of(each.perSecond()),
          String.format(
              Locale.ROOT, "%.0f, p99 %.1f ms", each.perSecond(), each.percentileMillis(99)));
      double server = each.secondsPerThousand(each.usage().server());
      double database = each.secondsPerThousand(each.usage().database());
      processors.add(
          label,
          List.of(server, database),
          String.format(Locale.ROOT, "%.3f + %.3f", server, database));
    }
    return BarChart.svg(List.of(rates, processors));
  }
}
