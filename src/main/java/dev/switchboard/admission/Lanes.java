package dev.switchboard.admission;

import dev.switchboard.error.ApiException;
import dev.switchboard.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lane for each row that is being written. One writer of a row is in its lane at a time and the
 * others wait in front of it, where they hold no place at the database: however many want a row
 * that is locked, they take one place from the others, not all. A lane is there as long as somebody
 * is in it or waits for it.
 */
@ApplicationScoped
class Lanes {

  /** One writer: the others would only wait for the row's lock, with a connection each. */
  private static final int WIDTH = 1;

  private record Lane(Turnstile turnstile, int users) {

    private Lane with(int more) {
      return new Lane(turnstile, users + more);
    }
  }

  private final ConcurrentHashMap<Object, Lane> lanes = new ConcurrentHashMap<>();
  private int queue;
  private Duration patience;

  /** For the container's proxy. */
  protected Lanes() {}

  @Inject
  Lanes(Settings settings) {
    this.queue = settings.limits().queue();
    this.patience = settings.limits().queueTimeout();
  }

  /**
   * Waits until the lane is free; whoever entered must {@link #leave}.
   *
   * @throws ApiException 503 if too many wait for it already, or if the wait is too long
   */
  void enter(Object key) {
    Lane lane =
        lanes.compute(
            key,
            (k, used) ->
                used == null ? new Lane(new Turnstile(WIDTH, queue, patience), 1) : used.with(1));
    boolean entered = false;
    try {
      lane.turnstile().enter();
      entered = true;
    } finally {
      if (!entered) {
        forget(key);
      }
    }
  }

  /** Makes room for the next. */
  void leave(Object key) {
    lanes.get(key).turnstile().leave();
    forget(key);
  }

  /** Whether one more at this lane would be refused at once. */
  boolean isFull(Object key) {
    Lane lane = lanes.get(key);
    return lane != null && lane.turnstile().isFull();
  }

  /** How many there are. */
  int size() {
    return lanes.size();
  }

  private void forget(Object key) {
    lanes.computeIfPresent(key, (k, used) -> used.users() == 1 ? null : used.with(-1));
  }
}
