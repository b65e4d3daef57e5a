package dev.switchboard.audit;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.error.RequestIds;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One line of the audit log, but for its time: names and values, strings and whole numbers.
 *
 * @param members in the order in which they are written; no value is null
 */
record AuditRecord(Map<String, Object> members) {

  private static final int LONGEST_PATH = 512;

  /** The refusals whose text holds nothing that a client sent. */
  private static final Set<ErrorCode> FIXED_TEXTS =
      Set.of(ErrorCode.UNAUTHORIZED, ErrorCode.FORBIDDEN);

  /**
   * What every record says of a request.
   *
   * @param path without the query, which could hold what is secret
   * @param tenantId null if nobody was authenticated
   * @param applicationId null if nobody was authenticated
   */
  record Request(
      RequestIds ids,
      String method,
      String path,
      String remoteAddress,
      String tenantId,
      String applicationId) {}

  /** A request that was refused, or that failed; {@code refusal} is null if nothing says why. */
  static AuditRecord refusal(Request request, int status, ApiException refusal) {
    Map<String, Object> members = members("refusal", request, status);
    if (refusal != null) {
      members.put("code", refusal.code().text());
      if (FIXED_TEXTS.contains(refusal.code())) {
        members.put("reason", refusal.getMessage());
      }
    }
    return new AuditRecord(members);
  }

  /** A row that a request wrote; null if it was an accepted write that touched no row. */
  static AuditRecord write(Request request, int status, AuditTrail.Change change) {
    Map<String, Object> members = members("write", request, status);
    if (change != null) {
      putChange(members, change);
    }
    return new AuditRecord(members);
  }

  /** A row that the service wrote by itself. */
  static AuditRecord ownWork(
      String tenantId, String applicationId, String cause, AuditTrail.Change change) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("event", "write");
    members.put("tenantId", tenantId);
    members.put("applicationId", applicationId);
    members.put("cause", cause);
    putChange(members, change);
    return new AuditRecord(members);
  }

  private static void putChange(Map<String, Object> members, AuditTrail.Change change) {
    members.put("resource", change.resource());
    putIfKnown(members, "versionBefore", change.before());
    putIfKnown(members, "versionAfter", change.after());
  }

  private static Map<String, Object> members(String event, Request request, int status) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("event", event);
    putIfKnown(members, "tenantId", request.tenantId());
    putIfKnown(members, "applicationId", request.applicationId());
    putIfKnown(members, "remoteAddress", request.remoteAddress());
    members.put("method", request.method());
    members.put(
        "path", request.path().substring(0, Math.min(request.path().length(), LONGEST_PATH)));
    members.put("status", status);
    members.put("requestId", request.ids().requestId());
    members.put("clientRequestId", request.ids().clientRequestId());
    return members;
  }

  private static void putIfKnown(Map<String, Object> members, String name, Object value) {
    if (value != null) {
      members.put(name, value);
    }
  }
}
