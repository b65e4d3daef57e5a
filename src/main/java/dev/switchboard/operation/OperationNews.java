package dev.switchboard.operation;

import dev.switchboard.notification.Audience;
import dev.switchboard.notification.ChangeNotification;
import dev.switchboard.notification.ChangeType;
import java.util.EnumSet;
import java.util.Set;

/**
 * What others are told of a change of an operation.
 *
 * @param audiences who is told
 */
record OperationNews(Set<Audience> audiences, ChangeNotification change) {

  /** Of an operation a bot hears that it has ended, and nothing else. */
  static final Set<Audience> EVERYBODY = EnumSet.allOf(Audience.class);

  static final Set<Audience> PLATFORM = EnumSet.of(Audience.PLATFORM);

  /**
   * A merge has changed it.
   *
   * @param ended whether it is terminal now
   * @param view what it is now
   */
  static OperationNews merged(OperationView view, boolean ended) {
    return ended
        ? new OperationNews(EVERYBODY, of(ChangeType.DELETED, view))
        : new OperationNews(PLATFORM, of(ChangeType.UPDATED, view));
  }

  private static ChangeNotification of(ChangeType type, OperationView view) {
    return ChangeNotification.of(type, view.key().path(), view);
  }
}
