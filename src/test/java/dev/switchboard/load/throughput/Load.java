package dev.switchboard.load.throughput;

import java.time.Duration;

/** A closed loop: so many clients, each of which asks again as soon as it was answered. */
interface Load {

  /**
   * Asks for so long, and waits for the last answers.
   *
   * @return what came back
   */
  Outcome drive(Duration time);
}
