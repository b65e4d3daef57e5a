package dev.switchboard.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;

/** What the service does to rows by itself, without a request: it stands in the audit log, too. */
@ApplicationScoped
public class OwnWork {

  private AuditLog log;
  private AuditTrail trail;

  /** For the container's proxy. */
  protected OwnWork() {}

  @Inject
  OwnWork(AuditLog log, AuditTrail trail) {
    this.log = log;
    this.trail = trail;
  }

  /**
   * Does it, and writes a line for each row that it changed.
   *
   * @param tenantId whose rows these are
   * @param applicationId whose rows these are
   * @param cause why it is done
   */
  @ActivateRequestContext
  public void audited(String tenantId, String applicationId, String cause, Runnable work) {
    work.run();
    trail
        .take()
        .forEach(change -> log.write(AuditRecord.ownWork(tenantId, applicationId, cause, change)));
  }
}
