package dev.switchboard.load.throughput;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The processor time of the threads of a process, by their names without numbers: threads of a pool
 * are one.
 *
 * @param user in their code
 * @param system in the kernel
 */
record ThreadTimes(Map<String, Duration> user, Map<String, Duration> system) {

  /** Those of a process so far. */
  static ThreadTimes of(long pid) {
    return of(ProcStat.threads(pid));
  }

  /** The same of what has been read. */
  static ThreadTimes of(List<ProcStat> threads) {
    ThreadTimes times = new ThreadTimes(new TreeMap<>(), new TreeMap<>());
    for (ProcStat thread : threads) {
      String pool = thread.name().replaceAll("[-#(]*\\d+\\)?$", "");
      times.user.merge(pool, thread.user(), Duration::plus);
      times.system.merge(pool, thread.system(), Duration::plus);
    }
    return times;
  }

  /** What was added since. */
  ThreadTimes minus(ThreadTimes before) {
    return new ThreadTimes(minus(user, before.user), minus(system, before.system));
  }

  /** The share of all that the pools with this in their name have; 0 if nothing was used. */
  double share(String name) {
    long all = millis("");
    return all == 0 ? 0 : (double) millis(name) / all;
  }

  private long millis(String name) {
    return Stream.of(user, system)
        .flatMap(times -> times.entrySet().stream())
        .filter(each -> each.getKey().contains(name))
        .mapToLong(each -> each.getValue().toMillis())
        .sum();
  }

  private static Map<String, Duration> minus(
      Map<String, Duration> now, Map<String, Duration> before) {
    Map<String, Duration> difference = new TreeMap<>();
    now.forEach(
        (pool, time) -> difference.put(pool, time.minus(before.getOrDefault(pool, Duration.ZERO))));
    return difference;
  }
}
