package dev.switchboard.load.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {

  private static final int EXCEPTIONS = 1_000;

  @Test
  void exceptionsAreCountedBetweenBeginAndEnd(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("some.jfr");
    int errorOffsets = 0;
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ExceptionStatistics").with("period", "everyChunk");
      recording.start();
      for (int i = 0; i < EXCEPTIONS; i++) {
        errorOffsets += new ParseException("", i).getErrorOffset() + 1;
      }
      recording.stop();
      recording.dump(file);
    }

    assertThat(errorOffsets).isEqualTo(EXCEPTIONS * (EXCEPTIONS + 1) / 2);
    assertThat(Samples.of(file).throwables()).isGreaterThanOrEqualTo(EXCEPTIONS);
    assertThat(Samples.of(file).count()).isZero();
  }
}
