package dev.switchboard.notification;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Knows where the bots of calls want to be told: calls themselves are not known here. */
public interface CallbackUris {

  /**
   * The {@code callbackUri} that calls have now, whoever owns them.
   *
   * @return by the ids of the calls; those that do not exist are not there
   */
  Map<UUID, String> of(Collection<UUID> callIds);
}
