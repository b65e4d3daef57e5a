package dev.switchboard.error;

/**
 * Text of any origin in a form that may be logged: printable ASCII, so that it cannot end a line,
 * begin another one, or steer a terminal (OWASP ASVS 5.0 V16.4.1).
 */
public final class LogText {

  private static final int LONGEST = 4096;

  private LogText() {}

  /**
   * The text with every other character as a JSON string escapes it (RFC 8259 section 7), cut after
   * 4096 characters; null becomes {@code null}.
   */
  public static String of(String text) {
    String whole = String.valueOf(text);
    return ascii(whole.substring(0, Math.min(whole.length(), LONGEST)));
  }

  /** The text in that form, uncut: a JSON text means the same afterwards. */
  public static String ascii(String text) {
    StringBuilder ascii = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c <= '~') {
        ascii.append(c);
      } else {
        ascii.append("\\u%04x".formatted((int) c));
      }
    }
    return ascii.toString();
  }

  /** The failure with its stack traces, all its messages in that form. */
  public static Throwable of(Throwable failure) {
    return new Loggable(failure, 0);
  }

  /** Looks like the failure that it stands for. */
  private static final class Loggable extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** A cause chain longer than this is a loop. */
    private static final int DEEPEST = 30;

    private final String name;

    private Loggable(Throwable failure, int depth) {
      super(
          failure.getMessage() == null ? null : LogText.of(failure.getMessage()),
          failure.getCause() == null || depth == DEEPEST
              ? null
              : new Loggable(failure.getCause(), depth + 1));
      name = failure.getClass().getName();
      setStackTrace(failure.getStackTrace());
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // It stands for another class.
    public String toString() {
      return getMessage() == null ? name : name + ": " + getMessage();
    }
  }
}
