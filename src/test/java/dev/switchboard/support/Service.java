package dev.switchboard.support;

import java.util.UUID;

/**
 * The service that the contract suite talks to: the one at the URL in the system property {@code
 * switchboard.test.url}, or one in development mode that is started at the first use and serves all
 * tests of the run.
 */
public final class Service {

  private static String url;

  private Service() {}

  /** The URL of the service, without a trailing slash. */
  public static synchronized String url() {
    if (url == null) {
      String given = System.getProperty("switchboard.test.url");
      url =
          given != null && !given.isEmpty()
              ? given
              : SwitchboardProcess.development("contract").start().baseUrl();
    }
    return url;
  }

  /** A tenant that no other test uses. */
  public static String newTenant() {
    return UUID.randomUUID().toString();
  }
}
