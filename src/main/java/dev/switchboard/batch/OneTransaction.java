package dev.switchboard.batch;

import dev.switchboard.error.TransientFailuresAnswered;
import dev.switchboard.notification.NotifiesLast;
import jakarta.ejb.Stateless;

/** The transaction of an atomicity group. */
@Stateless
@TransientFailuresAnswered
@NotifiesLast
public class OneTransaction {

  /** What the services do in it is committed together; it is rolled back if anything is thrown. */
  public void run(Runnable requests) {
    requests.run();
  }
}
