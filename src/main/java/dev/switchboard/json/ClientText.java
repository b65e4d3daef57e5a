package dev.switchboard.json;

/**
 * Text of a client's as an answer may repeat it: short, and with an escape for every character that
 * is not seen, so that it can neither swell an answer nor change how the rest of it reads.
 */
public final class ClientText {

  /** Stands for what was cut off. */
  static final String ELLIPSIS = "\u2026";

  /** The longest text that is shown, in characters: more than any property's name has. */
  static final int LONGEST = 160;

  private ClientText() {}

  /** The text, at most {@value #LONGEST} characters of it, unseen ones as JSON escapes them. */
  public static String shown(String text) {
    StringBuilder shown = new StringBuilder(Math.min(text.length(), LONGEST));
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      int units = Character.charCount(codePoint);
      String part =
          isSeen(codePoint) ? text.substring(i, i + units) : escaped(text.substring(i, i + units));
      boolean last = i + units == text.length();
      if (shown.length() + part.length() > (last ? LONGEST : LONGEST - 1)) {
        return shown.append(ELLIPSIS).toString();
      }
      shown.append(part);
      i += units;
    }
    return shown.toString();
  }

  private static boolean isSeen(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /** In JSON's own spelling: an escape for each UTF-16 unit. */
  private static String escaped(String character) {
    StringBuilder escapes = new StringBuilder();
    character.chars().forEach(unit -> escapes.append("\\u%04X".formatted(unit)));
    return escapes.toString();
  }
}
