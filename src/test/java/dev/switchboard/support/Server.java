package dev.switchboard.support;

import java.util.Arrays;

/** The servers that the tests know, by their names in {@code switchboard.test.server}. */
public enum Server {
  PAYARA_MICRO("payara-micro", new PayaraMicro()),
  WILDFLY("wildfly", new WildFly()),
  GLASSFISH("glassfish", new GlassFish("glassfish")),
  PAYARA("payara", new GlassFish("payara")),
  LIBERTY("liberty", new Liberty());

  private final String name;
  private final ServerUnderTest start;

  Server(String name, ServerUnderTest start) {
    this.name = name;
    this.start = start;
  }

  /** The server of this run; Payara Micro if nothing is said. */
  public static Server current() {
    String wanted = System.getProperty("switchboard.test.server", PAYARA_MICRO.name);
    return Arrays.stream(values())
        .filter(server -> server.name.equals(wanted))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("switchboard.test.server names no server: " + wanted));
  }

  /** How it is started. */
  ServerUnderTest start() {
    return start;
  }

  @Override
  public String toString() {
    return name;
  }
}
