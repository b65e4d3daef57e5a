package dev.switchboard.query;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.json.ClientText;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a query option and how far it has been read; every refusal says where. */
final class Source {

  /** Digits of a number, which a comparison may have to spell out. */
  private static final int LONGEST_NUMBER = 64;

  private static final int GREATEST_EXPONENT = 308;

  private static final String IDENTIFIER =
      "[\\p{L}\\p{Nl}_][\\p{L}\\p{Nl}\\p{Nd}\\p{Mn}\\p{Mc}\\p{Pc}\\p{Cf}]*+";

  private static final Pattern NAME =
      Pattern.compile("\\$?+%1$s(?:\\.%1$s)*+".formatted(IDENTIFIER));
  private static final Pattern ALIAS = Pattern.compile("@" + IDENTIFIER);
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?+\\d++(?:\\.\\d++)?+(?:[eE]([+-]?+\\d++))?+(?![\\p{L}\\d_:.-])");

  /** GUID, date, time, duration, binary, infinity: nothing here has such a value. */
  private static final Pattern OTHER_LITERAL =
      Pattern.compile(
          "\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}"
              + "|-?\\d[\\p{L}\\d:.+-]*+"
              + "|(?i:duration|binary|geography|geometry)'[^']*+'"
              + "|-?INF(?![\\p{L}\\d_])|NaN(?![\\p{L}\\d_])");

  private static final int LONGEST_SNIPPET = 40;

  private final String option;
  private final String text;
  private int at;

  Source(String option, String text) {
    this.option = option;
    this.text = text;
  }

  /** How many characters have been read. */
  int at() {
    return at;
  }

  /** What stands between two places, without the blanks round it. */
  String text(int begin, int end) {
    return text.substring(begin, end).strip();
  }

  void skipBlanks() {
    while (at < text.length() && isBlank(at)) {
      at++;
    }
  }

  private boolean isBlank(int index) {
    return text.charAt(index) == ' ' || text.charAt(index) == '\t';
  }

  boolean follows(String mark) {
    return text.startsWith(mark, at);
  }

  boolean taken(String mark) {
    boolean follows = follows(mark);
    at += follows ? mark.length() : 0;
    return follows;
  }

  void require(String mark) {
    if (!taken(mark)) {
      throw unexpected();
    }
  }

  void requireEnd() {
    skipBlanks();
    if (at < text.length()) {
      throw unexpected();
    }
  }

  /** Takes a word of any letter case with a blank before it. */
  boolean word(String word) {
    int begin = at;
    skipBlanks();
    if (at > begin && prefix(word)) {
      return true;
    }
    at = begin;
    return false;
  }

  /** Takes a word of any letter case at this place. */
  boolean prefix(String word) {
    int end = at + word.length();
    boolean follows =
        text.regionMatches(true, at, word, 0, word.length())
            && (end == text.length() || " \t(),".indexOf(text.charAt(end)) >= 0);
    at = follows ? end : at;
    return follows;
  }

  /** Takes an operator of a search at the next place, whose letters are capitals. */
  boolean capitals(String word) {
    boolean follows = followsCapitals(word);
    at += follows ? word.length() : 0;
    return follows;
  }

  boolean followsCapitals(String word) {
    skipBlanks();
    int end = at + word.length();
    return follows(word) && (end == text.length() || " \t(".indexOf(text.charAt(end)) >= 0);
  }

  boolean isAtEnd() {
    return at == text.length();
  }

  /** A phrase in double quotes, in which a backslash stands before a quote or itself. */
  Optional<String> phrase() {
    if (!follows("\"")) {
      return Optional.empty();
    }
    int begin = at;
    StringBuilder phrase = new StringBuilder();
    at++;
    while (at < text.length() && !follows("\"")) {
      if (follows("\\\"") || follows("\\\\")) {
        at++;
      }
      phrase.append(text.charAt(at));
      at++;
    }
    if (isAtEnd() || phrase.toString().isBlank()) {
      throw wrong(begin, "a phrase is empty or has no end");
    }
    at++;
    requireStorable(phrase, begin);
    return Optional.of(phrase.toString());
  }

  /** What stands up to the next blank or parenthesis. */
  Optional<String> searchWord() {
    int begin = at;
    while (at < text.length() && " \t()\";".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    requireStorable(text.substring(begin, at), begin);
    return Optional.of(text.substring(begin, at)).filter(word -> !word.isEmpty());
  }

  Optional<String> name() {
    return matched(NAME);
  }

  Optional<String> alias() {
    return matched(ALIAS);
  }

  /** A string in quotes, in which a quote is doubled (URL Conventions 5.1.1.14.1). */
  Optional<String> string() {
    if (!follows("'")) {
      return Optional.empty();
    }
    int begin = at;
    StringBuilder string = new StringBuilder();
    do {
      int end = text.indexOf('\'', at + 1);
      if (end < 0) {
        throw wrong(begin, "a string has no end");
      }
      string.append(text, at + 1, end);
      at = end + 1;
      if (follows("'")) {
        string.append('\'');
      }
    } while (follows("'"));
    requireStorable(string, begin);
    return Optional.of(string.toString());
  }

  /** No stored text holds these, and a database that is asked for them fails. */
  private void requireStorable(CharSequence string, int begin) {
    if (string.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
      throw wrong(begin, "a string holds U+0000 or half a surrogate pair");
    }
  }

  Optional<BigDecimal> number() {
    Matcher matcher = NUMBER.matcher(text).region(at, text.length());
    // What follows the number belongs to what is looked at.
    matcher.useTransparentBounds(true);
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    String exponent = matcher.group(1) == null ? "0" : matcher.group(1);
    if (matcher.end() - at > LONGEST_NUMBER
        || new BigDecimal(exponent).abs().intValue() > GREATEST_EXPONENT) {
      throw wrong(at, "a number is too long");
    }
    at = matcher.end();
    return Optional.of(new BigDecimal(matcher.group()));
  }

  Optional<String> otherLiteral() {
    return matched(OTHER_LITERAL);
  }

  private Optional<String> matched(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    at = matcher.end();
    return Optional.of(matcher.group());
  }

  /** 400 for whatever stands at this place. */
  ApiException unexpected() {
    return at >= text.length()
        ? wrong(at, "it ends too soon")
        : wrong(
            at,
            "%s is not expected"
                .formatted(
                    ClientText.shown(
                        text.substring(at, Math.min(text.length(), at + LONGEST_SNIPPET)))));
  }

  /** 400 about a place. */
  ApiException wrong(int where, String what) {
    return ApiException.badRequest(option, sentence(where, what));
  }

  /** 501 about a place. */
  ApiException unsupported(int where, String what) {
    return ApiException.of(
        ErrorCode.NOT_IMPLEMENTED, sentence(where, what + " is not supported"), option);
  }

  /** Characters are counted from 1 on, in the decoded value of the option. */
  private String sentence(int where, String what) {
    return "%s: %s (at character %d).".formatted(option, what, where + 1);
  }
}
