package dev.switchboard.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {

  /** What a role, or several, allow: nothing, the own rows, or the tenant's. */
  @ParameterizedTest(name = "{0}: read {1}, write {2}, end {3}, create {4}")
  @CsvSource(
      nullValues = "none",
      value = {
        "none, NOTHING, NOTHING, NOTHING, NOTHING",
        "Calls.Initiate.All, OWN, NOTHING, OWN, OWN",
        "Calls.InitiateGroupCall.All, OWN, NOTHING, OWN, OWN",
        "Calls.InitiateGroupCalls.All, OWN, NOTHING, OWN, OWN",
        "Calls.JoinGroupCall.All, OWN, NOTHING, OWN, OWN",
        "Calls.JoinGroupCalls.All, OWN, NOTHING, OWN, OWN",
        "Calls.JoinGroupCallAsGuest.All, OWN, NOTHING, OWN, OWN",
        "Calls.JoinGroupCallsAsGuest.All, OWN, NOTHING, OWN, OWN",
        "Calls.AccessMedia.All, OWN, OWN, OWN, NOTHING",
        "Calls.Other.All, OWN, NOTHING, NOTHING, NOTHING",
        "CommsOperation.Read.All, TENANT, NOTHING, NOTHING, NOTHING",
        "CommsOperation.ReadWrite.All, TENANT, TENANT, TENANT, NOTHING",
        "Calls.AccessMedia.All CommsOperation.Read.All, TENANT, OWN, OWN, NOTHING",
        "Calls.Initiate.All Calls.AccessMedia.All, OWN, OWN, OWN, OWN",
        "Calls.AccessMedia.All CommsOperation.ReadWrite.All, TENANT, TENANT, TENANT, NOTHING",
        "Calls.Initiate.All CommsOperation.Read.All, TENANT, NOTHING, OWN, OWN",
        "calls.accessmedia.all, NOTHING, NOTHING, NOTHING, NOTHING",
        "CallRecords.Read.All, NOTHING, NOTHING, NOTHING, NOTHING",
        "CommsOperation.ReadWrite, NOTHING, NOTHING, NOTHING, NOTHING"
      })
  void rolesAllow(String roles, Reach read, Reach write, Reach end, Reach create) {
    Caller caller = caller(roles);

    assertThat(reach(caller, Caller::read)).isEqualTo(read);
    assertThat(reach(caller, Caller::writeOperations)).isEqualTo(write);
    assertThat(reach(caller, Caller::endCalls)).isEqualTo(end);
    assertThat(reach(caller, c -> ownScope(c.createCalls()))).isEqualTo(create);
  }

  @ParameterizedTest(name = "{0}: invite {1}, hold {2}")
  @CsvSource(
      nullValues = "none",
      value = {
        "none, NOTHING, NOTHING",
        "Calls.Initiate.All, NOTHING, OWN",
        "Calls.AccessMedia.All, NOTHING, OWN",
        "Calls.InitiateGroupCall.All, OWN, OWN",
        "Calls.InitiateGroupCalls.All, OWN, OWN",
        "Calls.JoinGroupCall.All, NOTHING, OWN",
        "CommsOperation.Read.All, NOTHING, NOTHING",
        "CommsOperation.ReadWrite.All, TENANT, TENANT",
        "CommsOperation.Read.All Calls.InitiateGroupCall.All, OWN, OWN"
      })
  void participantsAreInvitedByThoseWhoMayBeginCallsOfGroups(
      String roles, Reach invite, Reach hold) {
    assertThat(reach(caller(roles), Caller::inviteParticipants)).isEqualTo(invite);
    assertThat(reach(caller(roles), Caller::holdParticipants)).isEqualTo(hold);
  }

  /** Always for itself alone, also where it may read the whole tenant. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      nullValues = "none",
      value = {
        "none, NOTHING",
        "Calls.Initiate.All, OWN",
        "Calls.Other.All, OWN",
        "CommsOperation.Read.All, NOTHING",
        "CommsOperation.ReadWrite.All, OWN",
        "CommsOperation.Read.All Calls.AccessMedia.All, OWN",
        "calls.initiate.all, NOTHING"
      })
  void notificationsAreForWhoeverMayHaveCalls(String roles, Reach receive) {
    assertThat(reach(caller(roles), c -> ownScope(c.receiveNotifications()))).isEqualTo(receive);
  }

  @Test
  void refusalNamesThePermissionsThatWouldDo() {
    assertThatThrownBy(() -> caller(null).writeOperations())
        .hasMessageContaining("Calls.AccessMedia.All, CommsOperation.ReadWrite.All");
  }

  @Test
  void ownScopeIsTheApplicationInItsTenant() {
    AccessScope scope = caller("Calls.AccessMedia.All").writeOperations();

    assertThat(scope).isEqualTo(new AccessScope("tenant", "bot", false));
  }

  @Test
  void tenantScopeIsNeverMoreThanTheTenant() {
    AccessScope scope = caller("CommsOperation.ReadWrite.All").writeOperations();

    assertThat(scope).isEqualTo(new AccessScope("tenant", null, true));
  }

  @Test
  void readerOfTheTenantThatWritesItsOwnMayBeToldTheTruth() {
    AccessScope scope = caller("Calls.AccessMedia.All CommsOperation.Read.All").writeOperations();

    assertThat(scope.wholeTenant()).isFalse();
    assertThat(scope.mayReadTenant()).isTrue();
    assertThat(scope.tenant()).isEqualTo(new AccessScope("tenant", null, true));
  }

  @Test
  void callerIsNamedByItsApplication() {
    assertThat(caller(null).getName()).isEqualTo("bot");
  }

  private enum Reach {
    NOTHING,
    OWN,
    TENANT
  }

  private static Reach reach(Caller caller, Function<Caller, AccessScope> action) {
    try {
      AccessScope scope = action.apply(caller);
      assertThat(scope.tenantId()).isEqualTo("tenant");
      return scope.wholeTenant() ? Reach.TENANT : Reach.OWN;
    } catch (ApiException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN);
      return Reach.NOTHING;
    }
  }

  private static AccessScope ownScope(Owner owner) {
    assertThat(owner).isEqualTo(new Owner("tenant", "bot"));
    return new AccessScope(owner.tenantId(), owner.applicationId(), false);
  }

  private static Caller caller(String roles) {
    return new Caller(
        "tenant",
        "bot",
        roles == null ? Set.of() : Set.copyOf(Arrays.asList(roles.split(" ", -1))));
  }
}
