package dev.switchboard.fault;

/** What is wrong with a {@link ModelTarget}, and the rule that must be found broken. */
enum PlantedFault {
  /** Two writers read the same version before either writes. */
  NO_LOCK(Rule.VERSIONS),
  /** If-Match is not looked at. */
  VERSION_TEST_SKIPPED(Rule.PRECONDITION),
  /** What was answered last is not stored yet when the server dies. */
  COMMIT_AFTER_ANSWER(Rule.NOTHING_LOST),
  /** Of a patch with several members the last one is forgotten. */
  MEMBER_FORGOTTEN(Rule.MERGE),
  /** Reads are answered from a cache that lags one version behind. */
  STALE_CACHE(Rule.FRESH_READ),
  /** Some writes keep the version that was there. */
  VERSION_NOT_ADVANCED(Rule.VERSIONS),
  /** Two writes that came together are stored as one version. */
  TWO_WRITES_ONE_VERSION(Rule.VERSIONS),
  /** Some versions are skipped. */
  VERSION_SKIPPED(Rule.VERSIONS),
  /** A terminal operation still changes. */
  TERMINAL_STATE_LEFT(Rule.MERGE),
  /** Some writes are refused though their If-Match holds. */
  REFUSED_WITHOUT_REASON(Rule.LAWFUL_REFUSAL),
  /** An operation is gone when the server comes back. */
  OPERATION_FORGOTTEN(Rule.NOTHING_LOST);

  private final Rule broken;

  PlantedFault(Rule broken) {
    this.broken = broken;
  }

  Rule broken() {
    return broken;
  }
}
