package dev.switchboard.security;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import jakarta.enterprise.context.RequestScoped;

/** Who sent the request that is being answered. */
@RequestScoped
public class CurrentCaller {

  private Caller caller;

  /** Notes who it is. */
  public void is(Caller next) {
    caller = next;
  }

  /**
   * The authenticated caller.
   *
   * @throws ApiException 401 if there is none
   */
  public Caller get() {
    if (caller == null) {
      // Never reached while the filter covers every resource; if it does not, nobody gets in.
      throw ApiException.of(
          ErrorCode.UNAUTHORIZED, "Send an access token as Authorization: Bearer.");
    }
    return caller;
  }
}
