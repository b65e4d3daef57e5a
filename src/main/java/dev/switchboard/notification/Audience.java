package dev.switchboard.notification;

/** Who hears of a change. Each audience of a call has a sequence of its own. */
public enum Audience {
  /** The application that the call belongs to, at the call's {@code callbackUri}. */
  BOT,
  /** The media platform of the tenant, which does the work. */
  PLATFORM
}
