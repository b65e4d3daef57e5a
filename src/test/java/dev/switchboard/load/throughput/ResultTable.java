package dev.switchboard.load.throughput;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The measurements of one run as a table in Markdown, the limits first.
 *
 * @param measurements in the order of the rows
 * @param thin the name of the scenario that is the limit of a server
 * @param bare the name of the scenario that is the limit of the database
 */
record ResultTable(List<Measurement> measurements, String thin, String bare) {

  private static final long MIB = 1L << 20;

  /** The lines of the table, and what is to be said of the whole run. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| | requests/s | of the thin server | of the bare `UPDATE` | p50 ms | p99 ms | p99.9 ms"
            + " | CPU s per 1000: server | database | client | server's RSS MiB | requests"
            + " | verdict |");
    lines.add("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    measurements.forEach(each -> lines.add(row(each)));
    lines.add("");
    lines.add(
        text("Others used %.1f %% of the processors meanwhile.", 100 * usage().shareOfOthers()));
    if (!isValid()) {
      lines.add("");
      lines.add(
          "This run is **invalid**: "
              + unexpected().entrySet().stream()
                  .map(each -> each.getKey() + ", " + each.getValue() + " times")
                  .collect(Collectors.joining("; "))
              + ".");
    }
    return lines;
  }

  /** Whether every answer was the expected one. */
  boolean isValid() {
    return measurements.stream().allMatch(Measurement::isValid);
  }

  private String row(Measurement measured) {
    Usage usage = measured.usage();
    boolean hasServer = measured.scenario().server().isPresent();
    return "| "
        + String.join(
            " | ",
            measured.scenario().name(),
            text("%.0f", measured.perSecond()),
            ratio(measured, thin),
            ratio(measured, bare),
            text("%.1f", measured.percentileMillis(50)),
            text("%.1f", measured.percentileMillis(99)),
            text("%.1f", measured.percentileMillis(99.9)),
            hasServer ? perThousand(measured, usage.server()) : "-",
            perThousand(measured, usage.database()),
            perThousand(measured, usage.client()),
            hasServer ? Long.toString(measured.serverMemory() / MIB) : "-",
            Long.toString(measured.requests()),
            measured.isValid() ? "valid" : "**invalid**")
        + " |";
  }

  private String ratio(Measurement measured, String limit) {
    return measurements.stream()
        .filter(each -> each.scenario().name().equals(limit) && each.perSecond() > 0)
        .filter(each -> measured.scenario().isPatch())
        .findFirst()
        .map(each -> text("%.2f", measured.perSecond() / each.perSecond()))
        .orElse("-");
  }

  private static String perThousand(Measurement measured, Duration used) {
    return text("%.3f", measured.secondsPerThousand(used));
  }

  private Usage usage() {
    return measurements.stream().map(Measurement::usage).reduce(Usage.NONE, Usage::plus);
  }

  private Map<String, Long> unexpected() {
    Map<String, Long> all = new TreeMap<>();
    for (Measurement each : measurements) {
      each.unexpected()
          .forEach((what, times) -> all.put(each.scenario().name() + ": " + what, times));
      if (each.requests() == 0) {
        all.put(each.scenario().name() + ": nothing was answered as expected", 1L);
      }
    }
    return all;
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
