package dev.switchboard.support;

import java.util.UUID;

/**
 * The service that the contract suite talks to: the one at the URL in the system property {@code
 * switchboard.test.url}, or one in development mode that is started at the first use and serves all
 * tests of the run.
 */
public final class Service {

  private Service() {}

  /** The URL of the service, without a trailing slash. */
  public static String url() {
    return Shared.URL;
  }

  /** A tenant that no other test uses. */
  public static String newTenant() {
    return UUID.randomUUID().toString();
  }

  /** Initialised once: a service that failed to start is not tried again for each test. */
  private static final class Shared {

    private static final String URL =
        given() ? System.getProperty("switchboard.test.url") : start();

    private static boolean given() {
      return !System.getProperty("switchboard.test.url", "").isEmpty();
    }

    private static String start() {
      return SwitchboardProcess.development("contract").start().baseUrl();
    }
  }
}
