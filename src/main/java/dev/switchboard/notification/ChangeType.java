package dev.switchboard.notification;

import java.util.Locale;

/** What happened to a resource (Graph's {@code changeType}). */
public enum ChangeType {
  CREATED,
  UPDATED,
  DELETED;

  /** As it is written: lower camel case, whatever the setting for operations is. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
