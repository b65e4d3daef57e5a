package dev.switchboard.load.throughput;

import java.time.Duration;

/**
 * Processor time, by whom it was used.
 *
 * @param server what answers
 * @param database all processes of PostgreSQL
 * @param client what asks
 * @param machine everything on the machine, these three included
 * @param offered what its processors could have given meanwhile
 */
record Usage(
    Duration server, Duration database, Duration client, Duration machine, Duration offered) {

  static final Usage NONE =
      new Usage(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  Usage plus(Usage other) {
    return new Usage(
        server.plus(other.server),
        database.plus(other.database),
        client.plus(other.client),
        machine.plus(other.machine),
        offered.plus(other.offered));
  }

  Usage minus(Usage before) {
    return new Usage(
        server.minus(before.server),
        database.minus(before.database),
        client.minus(before.client),
        machine.minus(before.machine),
        offered.minus(before.offered));
  }

  /** The share of what was offered that others used: 0 on a machine of one's own. */
  double shareOfOthers() {
    Duration others = machine.minus(server).minus(database).minus(client);
    return offered.isZero() ? 0 : Math.max(0, (double) others.toNanos() / offered.toNanos());
  }
}
