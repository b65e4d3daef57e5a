package dev.switchboard.load.throughput;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Horizontal bars, stacked if there are several values for each, as a picture in SVG. */
final class BarChart {

  private static final int LABELS = 260;
  private static final int BARS = 420;
  private static final int VALUES = 130;
  private static final int BAR = 18;
  private static final int LINE = 28;
  private static final int HEAD = 56;

  /** Of the parts of a bar; they can be told apart without seeing colours. */
  private static final List<String> COLOURS = List.of("#1f4e79", "#9dc3e6");

  private final String title;
  private final List<String> parts;
  private final List<Bar> bars = new ArrayList<>();

  private record Bar(String label, List<Double> values, String text) {

    private double length() {
      return values.stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  /**
   * A chart without bars.
   *
   * @param parts what the values of each bar are
   */
  BarChart(String title, List<String> parts) {
    this.title = title;
    this.parts = List.copyOf(parts);
  }

  /**
   * Adds a bar below the others.
   *
   * @param values one for each part, none of them negative
   * @param text behind the bar
   */
  BarChart add(String label, List<Double> values, String text) {
    bars.add(new Bar(label, List.copyOf(values), text));
    return this;
  }

  private int height() {
    return HEAD + LINE * bars.size();
  }

  /** Charts below one another, as one picture. */
  static List<String> svg(List<BarChart> charts) {
    int height = charts.stream().mapToInt(BarChart::height).sum();
    List<String> lines = new ArrayList<>();
    lines.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\" font-family=\"sans-serif\" font-size=\"13\">"
            .formatted(LABELS + BARS + VALUES, height));
    lines.add("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
    int top = 0;
    for (BarChart chart : charts) {
      chart.draw(top, lines);
      top += chart.height();
    }
    lines.add("</svg>");
    return lines;
  }

  private void draw(int top, List<String> lines) {
    lines.add(text(8, top + 22, "start", " font-weight=\"bold\"", title));
    double x = LABELS;
    for (int part = 0; part < parts.size() && parts.size() > 1; part++) {
      lines.add(rectangle(x, top + 32, 12, 12, part));
      lines.add(text(x + 18, top + 43, "start", "", parts.get(part)));
      x += 120;
    }
    double longest = bars.stream().map(Bar::length).max(Comparator.naturalOrder()).orElse(0.0);
    int y = top + HEAD;
    for (Bar bar : bars) {
      lines.add(text(LABELS - 8, y + 14, "end", "", bar.label));
      double from = LABELS;
      for (int part = 0; part < bar.values.size(); part++) {
        double width = longest == 0 ? 0 : bar.values.get(part) / longest * BARS;
        lines.add(rectangle(from, y, width, BAR, part));
        from += width;
      }
      lines.add(text(from + 6, y + 14, "start", "", bar.text));
      y += LINE;
    }
  }

  private static String rectangle(double x, double y, double width, double height, int part) {
    return String.format(
        Locale.ROOT,
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
        x,
        y,
        width,
        height,
        COLOURS.get(part % COLOURS.size()));
  }

  private static String text(double x, double y, String anchor, String more, String text) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s>%s</text>",
        x,
        y,
        anchor,
        more,
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
  }
}
