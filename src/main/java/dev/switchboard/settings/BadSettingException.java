package dev.switchboard.settings;

/** An unknown setting or a bad value; the message is one sentence for the administrator. */
public final class BadSettingException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public BadSettingException(String message) {
    super(message);
  }
}
