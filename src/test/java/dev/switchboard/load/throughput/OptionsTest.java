package dev.switchboard.load.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  private static Options options(String... namesAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.setProperty("benchmark." + namesAndValues[i], namesAndValues[i + 1]);
    }
    return Options.of(properties);
  }

  @Test
  void withoutAWordItIsTheWholeBenchmark() {
    Options options = options();

    assertThat(options.rows()).containsExactly(10_000, 1_000_000);
    assertThat(options.warmup()).isEqualTo(20_000);
    assertThat(options.connections()).isEqualTo(32);
    assertThat(options.profile()).isFalse();
    assertThat(options.command()).isEqualTo("mvn -Pload verify -Dit.test=PatchBenchmark");
  }

  @Test
  void whatIsSaidIsDoneAndStandsInTheCommand() {
    Options options = options("rows", "100,10000000", "seconds", "3", "rounds", "2");

    assertThat(options.rows()).containsExactly(100, 10_000_000);
    assertThat(options.round()).isEqualTo(Duration.ofSeconds(3));
    assertThat(options.rounds()).isEqualTo(2);
    assertThat(options.command())
        .isEqualTo(
            "mvn -Pload verify -Dit.test=PatchBenchmark -Dbenchmark.rows=100,10000000"
                + " -Dbenchmark.rounds=2 -Dbenchmark.seconds=3");
  }

  @Test
  void whatAShellWouldTakeApartIsQuotedInTheCommand() {
    Options options = options("scenarios", "PATCH, .*", "java-options", "-Xmx256m -Xss1m");

    assertThat(options.javaOptions()).isEqualTo("-Xmx256m -Xss1m");
    assertThat(options.scenarios().matcher("PATCH, uniform").matches()).isTrue();
    assertThat(options.command())
        .endsWith("-Dbenchmark.scenarios='PATCH, .*' -Dbenchmark.java-options='-Xmx256m -Xss1m'");
  }

  @ParameterizedTest
  @CsvSource({"rows, 105", "rows, 50", "rows, many", "rounds, 0", "seconds, -1", "warmup, x"})
  void valueThatIsNoneIsRefused(String name, String value) {
    assertThatThrownBy(() -> options(name, value)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anotherServerCanBeMeasuredBeside() {
    Options options = options("beside", "Quarkus 3 = java -Dport={port} -jar x.jar");

    assertThat(options.beside())
        .contains(new Options.Beside("Quarkus 3", "java -Dport={port} -jar x.jar"));
    assertThat(options.command())
        .endsWith("-Dbenchmark.beside='Quarkus 3 = java -Dport={port} -jar x.jar'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"java -jar x.jar", "=java", "Quarkus= "})
  void whatIsBesideHasANameAndACommand(String text) {
    assertThatThrownBy(() -> options("beside", text)).isInstanceOf(IllegalArgumentException.class);
  }
}
