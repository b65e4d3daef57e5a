package dev.switchboard.load.throughput;

import dev.switchboard.support.PostgresServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * What may be said on the command line; each as {@code -Dbenchmark.<name>=<value>}.
 *
 * @param rows {@code rows}: how many operations there are, one run for each number; multiples of
 *     ten, separated by commas
 * @param rounds {@code rounds}: how often each scenario is measured
 * @param round {@code seconds}: how long each time
 * @param warmup {@code warmup}: the requests to the service before the first round, at least
 * @param connections {@code connections}: how many clients ask at the same time
 * @param scenarios {@code scenarios}: a regular expression for the names of those that are
 *     measured, the limits apart
 * @param javaOptions {@code java-options}: what the service is started with besides its script
 * @param beside {@code beside}: what else is measured, if anything
 * @param profile {@code profile}: whether the service is looked into instead of measured
 * @param given what was said of these, as on the command line
 */
record Options(
    List<Integer> rows,
    int rounds,
    Duration round,
    int warmup,
    int connections,
    Pattern scenarios,
    String javaOptions,
    Optional<Beside> beside,
    boolean profile,
    List<String> given) {

  private static final String PREFIX = "benchmark.";

  /** Those of this process. */
  static Options ofThisRun() {
    return of(System.getProperties());
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if a value is none
   */
  static Options of(Properties properties) {
    Reader reader = new Reader(properties, new ArrayList<>());
    return new Options(
        Arrays.stream(reader.value("rows", "10000,1000000").split(",", -1))
            .map(Integer::valueOf)
            .peek(Options::requireRows)
            .toList(),
        reader.number("rounds", 5),
        Duration.ofSeconds(reader.number("seconds", 10)),
        reader.number("warmup", 20_000),
        reader.number("connections", 32),
        Pattern.compile(reader.value("scenarios", ".*")),
        reader.value("java-options", ""),
        Optional.of(reader.value("beside", "")).filter(text -> !text.isEmpty()).map(Beside::of),
        Boolean.parseBoolean(reader.value("profile", "false")),
        List.copyOf(reader.given));
  }

  /**
   * Another server that answers the same PATCH.
   *
   * @param name in the tables
   * @param template its command, with {@code {port}}, {@code {url}}, {@code {user}} and {@code
   *     {connections}} in it
   */
  record Beside(String name, String template) {

    /**
     * Reads a name, an equals sign and a command.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static Beside of(String text) {
      String[] parts = text.split("=", 2);
      if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
        throw new IllegalArgumentException(PREFIX + "beside must be a name, = and a command");
      }
      return new Beside(parts[0].strip(), parts[1].strip());
    }

    /** The command for a port and a database. */
    List<String> command(int port, PostgresServer database, int connections) {
      return Arrays.stream(template.split(" +", -1))
          .map(
              word ->
                  word.replace("{port}", Integer.toString(port))
                      .replace("{url}", database.jdbcUrl(database.port()))
                      .replace("{user}", PostgresServer.USER)
                      .replace("{connections}", Integer.toString(connections)))
          .toList();
    }
  }

  private record Reader(Properties properties, List<String> given) {

    private String value(String name, String otherwise) {
      String value = properties.getProperty(PREFIX + name);
      if (value == null) {
        return otherwise;
      }
      given.add(
          "-D%s%s=%s"
              .formatted(PREFIX, name, value.matches("[\\w.,-]+") ? value : "'" + value + "'"));
      return value;
    }

    private int number(String name, int otherwise) {
      int number = Integer.parseInt(value(name, Integer.toString(otherwise)));
      if (number < 1) {
        throw new IllegalArgumentException(PREFIX + name + " must be at least 1");
      }
      return number;
    }
  }

  private static void requireRows(int rows) {
    if (rows < 100 || rows % Dataset.OPERATIONS_OF_A_CALL != 0) {
      throw new IllegalArgumentException(PREFIX + "rows must be multiples of 10, from 100 on");
    }
  }

  /** The command that says the same again. */
  String command() {
    return ("mvn -Pload verify -Dit.test=PatchBenchmark " + String.join(" ", given)).strip();
  }
}
