package dev.switchboard.security;

import dev.switchboard.error.ApiException;

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

  /** The rows of one owner. */
  public static AccessScope of(Owner owner) {
    return new AccessScope(owner.tenantId(), owner.applicationId(), false);
  }

  /** Whether rows of every application of the tenant are in scope. */
  public boolean wholeTenant() {
    return applicationId == null;
  }

  /** Whose rows these are in a collection, as a text that no other rows have. */
  public String of(String collection) {
    return "%s %s %s".formatted(tenantId, wholeTenant() ? "" : applicationId, collection);
  }

  /** The rows of the whole tenant, for a caller that may read them. */
  public AccessScope tenant() {
    return new AccessScope(tenantId, null, mayReadTenant);
  }

  /** 403 for a row that the caller may read but not write; {@code what} names it. */
  public ApiException mayOnlyRead(String what) {
    return Caller.mayOnlyRead(what);
  }
}
