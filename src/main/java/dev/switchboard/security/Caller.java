package dev.switchboard.security;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import jakarta.ws.rs.core.HttpHeaders;
import java.security.Principal;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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
  private static final String INITIATE = "Calls.Initiate.All";

  // Graph's documentation spells some of these in the singular and in the plural.
  private static final List<String> JOIN =
      List.of("Calls.JoinGroupCall.All", "Calls.JoinGroupCalls.All");
  private static final List<String> INITIATE_GROUP_CALLS =
      List.of("Calls.InitiateGroupCall.All", "Calls.InitiateGroupCalls.All");
  private static final List<String> GROUP_CALLS =
      all(
          all(JOIN, INITIATE_GROUP_CALLS),
          List.of("Calls.JoinGroupCallAsGuest.All", "Calls.JoinGroupCallsAsGuest.All"));
  private static final List<String> CREATE_CALLS = all(List.of(INITIATE), GROUP_CALLS);

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
    if (hasARoleOfCalls()) {
      return own();
    }
    throw insufficient(List.of(ANY_CALLS_ROLE + "*", READ_TENANT, WRITE_TENANT));
  }

  /**
   * The whole tenant of the caller, to read what is the business of its media platform.
   *
   * @throws ApiException 403 if it may not
   */
  public AccessScope readTenant() {
    if (mayReadTenant()) {
      return tenant();
    }
    throw insufficient(List.of(READ_TENANT, WRITE_TENANT));
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
    return write(all(CREATE_CALLS, List.of(WRITE_OWN)));
  }

  /**
   * The calls that the caller may answer or reject.
   *
   * @throws ApiException 403 if none
   */
  public AccessScope answerCalls() {
    return writeWithARoleOfCalls();
  }

  /**
   * The calls in which the caller may have a participant hear music: Graph's documentation of
   * participant-startHoldMusic and participant-stopHoldMusic names no permission.
   *
   * @throws ApiException 403 if none
   */
  public AccessScope holdParticipants() {
    return writeWithARoleOfCalls();
  }

  /**
   * The calls to which the caller may invite participants.
   *
   * @throws ApiException 403 if none
   */
  public AccessScope inviteParticipants() {
    return write(INITIATE_GROUP_CALLS);
  }

  /**
   * The calls of whose notifications the caller may have some sent once more.
   *
   * @throws ApiException 403 if none
   */
  public AccessScope redeliverNotifications() {
    return writeWithARoleOfCalls();
  }

  private AccessScope writeWithARoleOfCalls() {
    if (roles.contains(WRITE_TENANT)) {
      return tenant();
    }
    if (hasARoleOfCalls()) {
      return own();
    }
    throw insufficient(List.of(ANY_CALLS_ROLE + "*", WRITE_TENANT));
  }

  /**
   * The calls that the caller may transfer or redirect.
   *
   * @throws ApiException 403 if none
   */
  public AccessScope transferCalls() {
    return write(List.of(INITIATE));
  }

  /**
   * The calls that the caller may play, send and mute in, and keep alive.
   *
   * @throws ApiException 403 if none
   */
  public AccessScope controlMedia() {
    return write(List.of(INITIATE, WRITE_OWN));
  }

  /**
   * The calls in which the caller may say whether it records.
   *
   * @throws ApiException 403 if none
   */
  public AccessScope reportRecording() {
    return write(all(JOIN, List.of(WRITE_OWN)));
  }

  /**
   * The calls to which the caller may add the large gallery.
   *
   * @throws ApiException 403 if none
   */
  public AccessScope showLargeGallery() {
    return write(GROUP_CALLS);
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

  /**
   * Whom notifications to the caller are for: itself, if it may have calls or does the work of all
   * calls of its tenant.
   *
   * @throws ApiException 403 if nobody sends it any
   */
  public Owner receiveNotifications() {
    if (hasARoleOfCalls() || roles.contains(WRITE_TENANT)) {
      return new Owner(tenantId, applicationId);
    }
    throw insufficient(List.of("Calls.*", WRITE_TENANT));
  }

  private AccessScope write(List<String> ownRoles) {
    if (roles.contains(WRITE_TENANT)) {
      return tenant();
    }
    if (hasOneOf(ownRoles)) {
      return own();
    }
    throw insufficient(all(ownRoles, List.of(WRITE_TENANT)));
  }

  private boolean hasARoleOfCalls() {
    return roles.stream().anyMatch(role -> role.startsWith(ANY_CALLS_ROLE));
  }

  private static List<String> all(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
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
