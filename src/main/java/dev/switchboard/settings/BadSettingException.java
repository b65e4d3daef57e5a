package dev.switchboard.settings;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** An unknown setting or a bad value; the message is one sentence for the administrator. */
public final class BadSettingException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private static final System.Logger LOG = System.getLogger(BadSettingException.class.getName());
  private static final AtomicBoolean SAID = new AtomicBoolean();

  public BadSettingException(String message) {
    super(message);
  }

  /**
   * Writes the sentence to the log, once in this process: which part of the service a server makes
   * first, and whether it goes on to the next, differs. The server will add stack traces; this is
   * what to read.
   */
  public void sayOnce() {
    if (!SAID.getAndSet(true)) {
      LOG.log(Level.ERROR, "Switchboard does not start: {0}.", getMessage());
    }
  }
}
