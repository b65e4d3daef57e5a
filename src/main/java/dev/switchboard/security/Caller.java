package dev.switchboard.security;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import jakarta.ws.rs.core.HttpHeaders;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The authenticated application. Its roles are application permissions, granted by an
 * administrator; what each of them allows is said here and nowhere else.
 *
 * @param tenantId the token's {@code tid}
 * @param applicationId the token's {@code azp} or {@code appid}
 * @param roles the token's {@code roles}
 */
public record Caller(String tenantId, String applicationId, Set<String> roles)
    implements Principal {

  private static final String READ_TENANT = "CommsOperation.Read.All";
  private static final String WRITE_TENANT = "CommsOperation.ReadWrite.All";
  private static final String WRITE_OWN = "Calls.AccessMedia.All";
  private static final String ANY_CALLS_ROLE = "Calls.";

  /** Graph's documentation spells some of these in the singular and in the plural. */
  private static final List<String> CREATE_CALLS =
      List.of(
          "Calls.Initiate.All",
          "Calls.InitiateGroupCall.All",
          "Calls.InitiateGroupCalls.All",
          "Calls.JoinGroupCall.All",
          "Calls.JoinGroupCalls.All",
          "Calls.JoinGroupCallAsGuest.All",
          "Calls.JoinGroupCallsAsGuest.All");

  public Caller {
    roles = Set.copyOf(roles);
  }

  @Override
  public String getName() {
    return applicationId;
  }

  /**
   * What the caller may read.
   *
   * @throws ApiException 403 if nothing
   */
  public AccessScope read() {
    if (mayReadTenant()) {
      return tenant();
    }
    if (roles.stream().anyMatch(role -> role.startsWith(ANY_CALLS_ROLE))) {
      return own();
    }
    throw insufficient(List.of("Calls.*", READ_TENANT, WRITE_TENANT));
  }

  /**
   * The calls that the caller may update, and the operations that it may create, update and delete.
   *
   * @throws ApiException 403 if none
   */
  public AccessScope writeOperations() {
    return write(List.of(WRITE_OWN));
  }

  /**
   * The calls that the caller may end: its own if it may create calls or handle their media, or all
   * of its tenant.
   *
   * @throws ApiException 403 if none
   */
  public AccessScope endCalls() {
    List<String> own = new ArrayList<>(CREATE_CALLS);
    own.add(WRITE_OWN);
    return write(own);
  }

  /**
   * The owner of a call that the caller creates.
   *
   * @throws ApiException 403 if it may not create calls
   */
  public Owner createCalls() {
    if (hasOneOf(CREATE_CALLS)) {
      return new Owner(tenantId, applicationId);
    }
    throw insufficient(CREATE_CALLS);
  }

  private AccessScope write(List<String> ownRoles) {
    if (roles.contains(WRITE_TENANT)) {
      return tenant();
    }
    if (hasOneOf(ownRoles)) {
      return own();
    }
    List<String> needed = new ArrayList<>(ownRoles);
    needed.add(WRITE_TENANT);
    throw insufficient(needed);
  }

  private boolean hasOneOf(Collection<String> wanted) {
    return wanted.stream().anyMatch(roles::contains);
  }

  private AccessScope tenant() {
    return new AccessScope(tenantId, null, true);
  }

  private AccessScope own() {
    return new AccessScope(tenantId, applicationId, mayReadTenant());
  }

  private boolean mayReadTenant() {
    return roles.contains(READ_TENANT) || roles.contains(WRITE_TENANT);
  }

  private static ApiException insufficient(List<String> needed) {
    return insufficient(
        "The token needs one of the application permissions %s."
            .formatted(String.join(", ", needed)),
        needed);
  }

  /** 403 as RFC 6750 section 3.1 has it; {@code needed} are the roles that would do. */
  private static ApiException insufficient(String message, List<String> needed) {
    return ApiException.of(ErrorCode.FORBIDDEN, message)
        .withHeader(
            HttpHeaders.WWW_AUTHENTICATE,
            "Bearer realm=\"switchboard\", error=\"insufficient_scope\", scope=\"%s\""
                .formatted(String.join(" ", needed)));
  }

  /** 403 for a row that the caller may read but not write; {@code what} names it. */
  static ApiException mayOnlyRead(String what) {
    return insufficient(
        "The %s belongs to another application; you may only read it. To write it the token needs %s."
            .formatted(what, WRITE_TENANT),
        List.of(WRITE_TENANT));
  }
}
