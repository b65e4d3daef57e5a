package dev.switchboard.audit;

import jakarta.enterprise.context.RequestScoped;
import java.util.ArrayList;
import java.util.List;

/** What one request did, as far as it got. */
@RequestScoped
public class AuditTrail {

  /**
   * One row that was written.
   *
   * @param resource its path below a service root
   * @param before its version before, or null if it is new
   * @param after its version after, or null if it is gone
   */
  record Change(String resource, Long before, Long after) {}

  private final List<Change> changes = new ArrayList<>();
  private String tenantId;
  private String applicationId;

  /** Notes whom a verified token names. */
  public void caller(String tenant, String application) {
    tenantId = tenant;
    applicationId = application;
  }

  /** Notes a new row. */
  public void created(String resource, long version) {
    changes.add(new Change(resource, null, version));
  }

  /** Notes that a write was asked for and what it made of the version. */
  public void written(String resource, long before, long after) {
    changes.add(new Change(resource, before, after));
  }

  /** Notes that a row is gone. */
  public void deleted(String resource, long version) {
    changes.add(new Change(resource, version, null));
  }

  String tenantId() {
    return tenantId;
  }

  String applicationId() {
    return applicationId;
  }

  List<Change> changes() {
    return changes;
  }
}
