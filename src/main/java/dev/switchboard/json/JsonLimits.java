package dev.switchboard.json;

/**
 * How large a JSON body may be in every dimension. A body within them costs little time and memory,
 * whatever it holds; what exceeds {@code mostBytes} is answered with 413, what exceeds another one
 * with 400 that names the member.
 *
 * @param mostBytes bytes of a body, both as it is sent and after decompression
 * @param deepest objects and arrays in one another, the body itself counted
 * @param mostValues values of a body: members of objects and elements of arrays, at all depths
 *     together
 */
public record JsonLimits(int mostBytes, int deepest, int mostValues) {

  /** For one request. */
  public static final JsonLimits ONE = new JsonLimits(64 * 1024, 64, 10_000);

  /** For many requests in one body, where {@link #ONE} holds for each of them. */
  public static JsonLimits together(int most) {
    // The object, its array, and an object for each request stand round the bodies.
    return new JsonLimits(ONE.mostBytes * most, ONE.deepest + 3, ONE.mostValues * most);
  }

  /** Members of one object. */
  static final int MOST_MEMBERS = 1_000;

  /**
   * Characters of a name, in UTF-16 units: a property's 128 (OData 4.01 URL Conventions, {@code
   * odataIdentifier}) and those of an annotation with its namespace.
   */
  static final int LONGEST_NAME = 512;

  /**
   * Characters of a string, in UTF-16 units. No member has a rule that allows more; those without
   * one, for example {@code recordingLocation}, have this.
   */
  static final int LONGEST_STRING = 32 * 1024;

  /**
   * Characters of a number as it stands in the text: digits, signs, point and exponent. A double
   * needs 24, a decimal of 128 bits 42; the time to convert one grows with the square of its
   * digits.
   */
  static final int LONGEST_NUMBER = 100;
}
