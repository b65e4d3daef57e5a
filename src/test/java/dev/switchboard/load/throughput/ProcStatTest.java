package dev.switchboard.load.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcStatTest {

  /** As Linux writes it, cut off behind the fields that are read. */
  private static String stat(String name, int user, int system, int reapedUser, int reapedSystem) {
    return "4711 (%s) S 1 4711 4711 0 -1 4194560 9876 123456 7 8 %d %d %d %d 20 0 1 0 12345 1000 200"
        .formatted(name, user, system, reapedUser, reapedSystem);
  }

  @Test
  void timesAreReadAsHundredthsOfASecond() {
    ProcStat read = ProcStat.parse(stat("postgres", 150, 25, 1_000, 2_000));

    assertThat(read.user()).isEqualTo(Duration.ofMillis(1_500));
    assertThat(read.system()).isEqualTo(Duration.ofMillis(250));
    assertThat(read.own()).isEqualTo(Duration.ofMillis(1_750));
    assertThat(read.reaped()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void nameMayHoldBlanksAndParentheses() {
    ProcStat read = ProcStat.parse(stat("a (b) 1 2) c", 1, 0, 0, 0));

    assertThat(read.name()).isEqualTo("a (b) 1 2) c");
    assertThat(read.user()).isEqualTo(Duration.ofMillis(10));
  }

  @Test
  void processThatIsNotThereHasNone() {
    assertThat(ProcStat.of(Integer.MAX_VALUE)).isEmpty();
  }

  @Test
  void familyIsTheParentItsChildrenAndThoseThatHaveEnded() {
    ProcStat parent = ProcStat.parse(stat("postgres", 10, 20, 300, 400));
    ProcStat backend = ProcStat.parse(stat("postgres", 1_000, 2_000, 0, 0));
    ProcStat worker = ProcStat.parse(stat("postgres", 10_000, 20_000, 30_000, 40_000));

    assertThat(CpuMeter.family(parent, List.of(backend, worker)))
        .isEqualTo(Duration.ofMillis(10 * (10 + 20 + 300 + 400 + 3_000 + 100_000)));
  }

  @Test
  void familyKeepsTheTimeOfAChildThatEnds() {
    ProcStat before = ProcStat.parse(stat("postgres", 10, 20, 0, 0));
    ProcStat backend = ProcStat.parse(stat("postgres", 500, 600, 0, 0));
    ProcStat after = ProcStat.parse(stat("postgres", 10, 20, 500, 600));

    assertThat(CpuMeter.family(after, List.of()))
        .isEqualTo(CpuMeter.family(before, List.of(backend)));
  }

  @Test
  void machineIsWhatItsProcessorsDidAndWhatWasTakenFromThem() {
    assertThat(
            CpuMeter.machine(
                List.of("cpu  100 20 30 99999 88888 4 5 600 77 7", "cpu0 1 1 1 1 1 1 1 1 1 1")))
        .isEqualTo(Duration.ofMillis(10 * (100 + 20 + 30 + 4 + 5 + 600)));
  }

  @Test
  void threadsOfAPoolAreCountedTogether() {
    ThreadTimes times =
        ThreadTimes.of(
            List.of(
                ProcStat.parse(stat("http-pool(12)", 100, 10, 0, 0)),
                ProcStat.parse(stat("http-pool(3)", 200, 20, 0, 0)),
                ProcStat.parse(stat("C2 CompilerThre", 1, 0, 0, 0))));

    assertThat(times.user())
        .containsEntry("http-pool", Duration.ofSeconds(3))
        .containsKey("C2 CompilerThre");
    assertThat(times.system()).containsEntry("http-pool", Duration.ofMillis(300));
  }

  @Test
  void threadsThatCameMeanwhileHaveUsedAllTheirTimeMeanwhile() {
    ThreadTimes before = ThreadTimes.of(List.of(ProcStat.parse(stat("old", 100, 0, 0, 0))));
    ThreadTimes after =
        ThreadTimes.of(
            List.of(
                ProcStat.parse(stat("old", 150, 0, 0, 0)),
                ProcStat.parse(stat("new", 30, 0, 0, 0))));

    assertThat(after.minus(before).user())
        .containsEntry("old", Duration.ofMillis(500))
        .containsEntry("new", Duration.ofMillis(300));
  }

  @Test
  void shareOfSomeThreadsIsThatOfAllTheirTime() {
    ThreadTimes times =
        ThreadTimes.of(
            List.of(
                ProcStat.parse(stat("C1 CompilerThre", 10, 5, 0, 0)),
                ProcStat.parse(stat("C2 CompilerThre", 5, 0, 0, 0)),
                ProcStat.parse(stat("http-pool(3)", 60, 20, 0, 0))));

    assertThat(times.share("CompilerThre")).isEqualTo(0.2);
    assertThat(times.share("nobody")).isZero();
  }

  @Test
  void memoryIsReadInBytes() {
    String status = "Name:\tjava\nVmHWM:\t  9999 kB\nVmRSS:\t  2048 kB\n";

    assertThat(ProcFields.bytes(status, "VmRSS")).isEqualTo(2L * 1024 * 1024);
    assertThat(ProcFields.text(status, "Name")).isEqualTo("java");
  }

  @Test
  void whatIsNotSaidIsNotGuessed() {
    assertThatThrownBy(() -> ProcFields.bytes("MemTotal: 100 kB\n", "MemAvailable"))
        .hasMessageContaining("MemAvailable");
  }
}
