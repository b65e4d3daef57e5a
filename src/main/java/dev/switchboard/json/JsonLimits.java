package dev.switchboard.json;

/**
 * How large a JSON body may be in every dimension, for every request alike. A body within them
 * costs little time and memory, whatever it holds; what exceeds {@link #MOST_BYTES} is answered
 * with 413, what exceeds another one with 400 that names the member.
 */
final class JsonLimits {

  /** Bytes of a body, both as it is sent and after decompression. */
  static final int MOST_BYTES = 64 * 1024;

  /** Objects and arrays in one another, the body itself counted. */
  static final int DEEPEST = 64;

  /** Members of one object. */
  static final int MOST_MEMBERS = 1_000;

  /** Values of a body: members of objects and elements of arrays, at all depths together. */
  static final int MOST_VALUES = 10_000;

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

  private JsonLimits() {}
}
