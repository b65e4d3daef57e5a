package dev.switchboard.notification;

import dev.switchboard.upkeep.Repetition;
import dev.switchboard.upkeep.SchemaReady;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;

/** Removes notifications that are too old, a few at a time, on every node. */
@ApplicationScoped
public class Retention {

  private static final Duration PAUSE = Duration.ofMinutes(10);

  @Inject private NotificationFeedService feed;
  @Inject private Repetition repetition;

  /** Begins. */
  void begin(@Observes SchemaReady ready) {
    repetition.begin(this::removeOld, PAUSE);
  }

  @PreDestroy
  void stop() {
    repetition.stop();
  }

  /** Returns whether that was the last time, which it never is. */
  private boolean removeOld() {
    boolean more = true;
    while (more) {
      more = feed.removeOld();
    }
    return false;
  }
}
