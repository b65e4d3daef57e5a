package dev.switchboard.security;

import java.util.Map;

/**
 * The rows that a caller may see or change: those of a whole tenant, or those of one application in
 * it. It is part of every query, never a check afterwards.
 *
 * @param tenantId the token's {@code tid}
 * @param applicationId the token's {@code azp} or {@code appid}; null for the whole tenant
 * @param mayReadTenant whether the caller may at least read every row of the tenant: then a row out
 *     of scope is refused with 403, because there is nothing to hide, else with 404
 */
public record AccessScope(String tenantId, String applicationId, boolean mayReadTenant) {

  /** Whether rows of every application of the tenant are in scope. */
  public boolean wholeTenant() {
    return applicationId == null;
  }

  /**
   * The condition of JPQL that holds for the rows in scope.
   *
   * @param alias of an entity with the attributes {@code tenantId} and {@code applicationId}
   */
  public String predicate(String alias) {
    return wholeTenant()
        ? alias + ".tenantId = :tenantId"
        : "%1$s.tenantId = :tenantId AND %1$s.applicationId = :applicationId".formatted(alias);
  }

  /** The parameters of {@link #predicate}. */
  public Map<String, Object> parameters() {
    return wholeTenant()
        ? Map.of("tenantId", tenantId)
        : Map.of("tenantId", tenantId, "applicationId", applicationId);
  }

  /** The rows of the whole tenant, for a caller that may read them. */
  public AccessScope tenant() {
    return new AccessScope(tenantId, null, mayReadTenant);
  }
}
