package dev.switchboard.architecture.planted.issuerisunknown.platform;

import dev.switchboard.architecture.planted.issuerisunknown.issuer.Issuer;

final class FaultyStart {

  void start() {
    Issuer.start();
  }
}
