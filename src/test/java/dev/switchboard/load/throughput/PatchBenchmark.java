package dev.switchboard.load.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import dev.switchboard.support.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Requests per second, latency, processor time and memory of the service under 32 clients, and in
 * the same run those of the least that could do the same ({@link OneUpdate}). What is said on the
 * command line: {@link Options}. It fails if an answer was not the expected one, and never because
 * of a time.
 */
class PatchBenchmark {

  private static final String FOLDER = "benchmark";
  private static final Path PAGE = Path.of("src", "docs", "performance.md");

  private final Options options = Options.ofThisRun();

  @Test
  void serviceAgainstItsLimits() throws IOException, JOSEException {
    // All of them first: a long run that ends for want of space is a waste.
    for (int rows : options.rows()) {
      Room.here(Path.of("target")).require(rows);
    }
    List<String> page = new ArrayList<>();
    boolean valid = true;
    for (int rows : options.rows()) {
      try (TestBed bed = new TestBed(options, rows)) {
        if (options.profile()) {
          profile(bed, rows);
        } else {
          valid &= measure(bed, rows, page);
        }
      }
    }
    assertThat(valid).as("every answer was the expected one; see target/benchmark").isTrue();
    if (!options.profile() && Boolean.getBoolean("switchboard.test.record")) {
      Report.replace(PAGE, "last run", page);
    }
  }

  /**
   * Measures with so many operations.
   *
   * @param page what is told of the whole run; this is added to it
   * @return whether it is valid
   */
  private boolean measure(TestBed bed, int rows, List<String> page) throws IOException {
    List<String> warm = new ArrayList<>();
    for (int clients : WarmUp.clients(options)) {
      for (Scenario limit : bed.limits(clients)) {
        warm.add(WarmUp.up(List.of(limit), options));
      }
      warm.add(WarmUp.up(bed.scenarios(clients), options));
    }
    List<Measurement> measurements =
        new Rounds(bed.meters())
            .measure(
                Stream.concat(
                        bed.limits(options.connections()).stream(),
                        bed.scenarios(options.connections()).stream())
                    .toList(),
                options.rounds(),
                options.round());
    ResultTable table = new ResultTable(measurements, TestBed.THIN_SERVER, TestBed.BARE_UPDATE);
    List<String> head = head(bed);
    List<String> section = new ArrayList<>(List.of("", "### %d operations".formatted(rows), ""));
    section.addAll(table.lines());
    section.addAll(List.of("", "Warm-up: " + String.join("; ", warm) + "."));
    Report.write(
        FOLDER, "operations-" + rows, Stream.concat(head.stream(), section.stream()).toList());
    Files.write(
        Path.of("target", FOLDER, "operations-" + rows + ".svg"),
        ResultPlot.svg(rows + " operations", measurements));
    if (page.isEmpty()) {
      page.addAll(head);
    }
    page.addAll(section);
    return table.isValid();
  }

  /** What the tables are about. */
  private List<String> head(TestBed bed) {
    return List.of(
        "```",
        options.command(),
        "```",
        "",
        "%d rounds of %d s for each row, %d clients; %s."
            .formatted(
                options.rounds(),
                options.round().toSeconds(),
                options.connections(),
                Machine.describedWith(bed.database())));
  }

  private void profile(TestBed bed, int rows) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", FOLDER));
    Profile profile = new Profile(bed, folder.resolve("patch-" + rows + ".jfr"));
    List<String> lines = new ArrayList<>();
    for (int clients : WarmUp.clients(options)) {
      lines.add("Warm-up: " + WarmUp.up(bed.scenarios(clients).subList(0, 1), options) + ".");
      lines.add("");
    }
    lines.addAll(profile.of(bed.scenarios(options.connections()).get(0), options.round()));
    Report.write(FOLDER, "profile-" + rows, lines);
  }
}
