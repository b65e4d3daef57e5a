package dev.switchboard.fault;

/** What a history is held to. */
enum Rule {
  /** One write for one version, and no version without one. */
  VERSIONS(1, "versions are unique and contiguous"),
  /** A write that began after another one was answered has a higher version. */
  REAL_TIME(2, "versions follow real time"),
  /** Each version is the one before it, merged with its write. */
  MERGE(3, "each body is the one before it, merged with the write"),
  /** A read shows no less than what was known before it began. */
  FRESH_READ(4, "no read is stale"),
  /** What was answered with success is there at the end. */
  NOTHING_LOST(5, "no acknowledged write is lost"),
  /** Others hear of each version once, and in order ({@link NotificationCheck}). */
  TOLD(6, "each version is told once and in order"),
  /** What is read was written. */
  NO_INVENTION(7, "nothing is read that no write produced"),
  /** A write with If-Match replaced the version that it named, and won alone. */
  PRECONDITION(8, "If-Match holds for the version that is replaced"),
  /** A refusal had its reason at some moment between request and answer. */
  LAWFUL_REFUSAL(9, "a refusal had its reason");

  private final int number;
  private final String text;

  Rule(int number, String text) {
    this.number = number;
    this.text = text;
  }

  @Override
  public String toString() {
    return "rule " + number + " (" + text + ")";
  }
}
