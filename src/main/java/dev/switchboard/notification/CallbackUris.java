package dev.switchboard.notification;

import dev.switchboard.security.Owner;
import java.util.Optional;
import java.util.UUID;

/** Knows where the bot of a call wants to be told: calls themselves are not known here. */
public interface CallbackUris {

  /**
   * The {@code callbackUri} that a call has now.
   *
   * @return empty if there is no such call
   */
  Optional<String> of(UUID callId, Owner owner);
}
