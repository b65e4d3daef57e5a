package dev.switchboard.architecture.planted.issuerisunknown.issuer;

public final class Issuer {

  public static void start() {}

  private Issuer() {}
}
