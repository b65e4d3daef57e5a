package dev.switchboard.audit;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.RequestIds;
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
  public record Change(String resource, Long before, Long after) {}

  /**
   * A request that was answered: the one that came over the connection, or one that stood in it.
   *
   * @param method its method
   * @param path its path, with the service root
   * @param status of its answer
   * @param refusal why it was refused, or null
   * @param changes the rows that it wrote
   */
  record Answered(
      RequestIds ids,
      String tenantId,
      String applicationId,
      String method,
      String path,
      int status,
      ApiException refusal,
      List<Change> changes) {}

  private final List<Change> changes = new ArrayList<>();
  private final List<Answered> inner = new ArrayList<>();
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

  /** What was noted of rows since this was called last. */
  public List<Change> take() {
    List<Change> taken = List.copyOf(changes);
    changes.clear();
    return taken;
  }

  /**
   * A request that stood in this one was answered.
   *
   * @param path its path, with the service root
   * @param refusal null if it was not refused
   * @param written the rows that it wrote
   */
  public void answered(
      RequestIds ids,
      String method,
      String path,
      int status,
      ApiException refusal,
      List<Change> written) {
    inner.add(
        new Answered(
            ids, tenantId, applicationId, method, path, status, refusal, List.copyOf(written)));
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

  List<Answered> inner() {
    return inner;
  }
}
