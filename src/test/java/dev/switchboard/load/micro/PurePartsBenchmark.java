package dev.switchboard.load.micro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs {@link PureParts} in a JVM of its own: a minute in all. {@code -Dbenchmark.jmh.forks},
 * {@code .iterations} and {@code .seconds} make it longer, {@code .include} is a pattern of
 * methods.
 */
class PurePartsBenchmark {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  @Test
  void partsOfAPatch() throws RunnerException, IOException {
    Path folder = Files.createDirectories(Path.of("target", "benchmark"));
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(
                        PureParts.class.getName()
                            + "\\."
                            + System.getProperty("benchmark.jmh.include", ".*"))
                    .forks(Integer.getInteger("benchmark.jmh.forks", 1))
                    .warmupIterations(Integer.getInteger("benchmark.jmh.iterations", 5))
                    .measurementIterations(Integer.getInteger("benchmark.jmh.iterations", 5))
                    .warmupTime(seconds())
                    .measurementTime(seconds())
                    .addProfiler(GCProfiler.class)
                    .output(folder.resolve("pure-parts.log").toString())
                    .build())
            .run();
    List<String> table = new ArrayList<>();
    table.add("| part | us | 99.9 % confidence | bytes allocated |");
    table.add("|---|---|---|---|");
    for (RunResult result : results) {
      Result<?> primary = result.getPrimaryResult();
      table.add(
          String.format(
              Locale.ROOT,
              "| %s | %.2f | ± %.2f | %.0f |",
              primary.getLabel(),
              primary.getScore(),
              primary.getScoreError(),
              allocated(result)));
    }
    Report.write("benchmark", "pure-parts", table);
    assertThat(results).isNotEmpty();
  }

  private static TimeValue seconds() {
    return TimeValue.seconds(Integer.getInteger("benchmark.jmh.seconds", 1));
  }

  private static double allocated(RunResult result) {
    for (String name : result.getSecondaryResults().keySet()) {
      if (name.endsWith(ALLOCATED)) {
        return result.getSecondaryResults().get(name).getScore();
      }
    }
    return Double.NaN;
  }
}
