package dev.switchboard.batch;

import dev.switchboard.admission.Bulkhead;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/**
 * The turn of an atomicity group: one at the bulkhead for all of its requests, so that none of them
 * waits there while the transaction holds what others wait for.
 */
@RequestScoped
@Bulkhead
public class AtomicGroup {

  @Inject private OneTransaction transaction;

  /** Runs all of it in one transaction, which is committed when this returns. */
  public void run(Runnable requests) {
    transaction.run(requests);
  }
}
