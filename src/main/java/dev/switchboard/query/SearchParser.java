package dev.switchboard.query;

import java.util.Optional;

/**
 * Reads {@code $search} (OData 4.01 ABNF, section 3: searchExpr): words, phrases, {@code NOT},
 * {@code AND} or a blank, {@code OR}, parentheses. The three operators are written in capitals.
 */
final class SearchParser {

  /** Most words and phrases: each is looked for in every row. */
  static final int MOST_WORDS = 10;

  private static final int MOST_DEPTH = 10;

  private final Source source;
  private int words;
  private int depth;

  SearchParser(String option, String text) {
    this.source = new Source(option, text);
  }

  /**
   * Reads the whole text.
   *
   * @throws dev.switchboard.error.ApiException 400
   */
  Search search() {
    Search search = any();
    source.requireEnd();
    return search;
  }

  private Search any() {
    Search left = all();
    while (source.capitals("OR")) {
      left = new Search.Any(left, all());
    }
    return left;
  }

  private Search all() {
    Search left = one();
    while (true) {
      source.skipBlanks();
      if (source.capitals("AND")) {
        left = new Search.All(left, one());
      } else if (source.isAtEnd() || source.follows(")") || source.followsCapitals("OR")) {
        return left;
      } else {
        left = new Search.All(left, one());
      }
    }
  }

  private Search one() {
    source.skipBlanks();
    int begin = source.at();
    if (source.capitals("NOT")) {
      deeper(begin);
      Search none = new Search.None(one());
      depth--;
      return none;
    }
    if (source.taken("(")) {
      deeper(begin);
      Search inner = any();
      depth--;
      source.skipBlanks();
      source.require(")");
      return inner;
    }
    words++;
    if (words > MOST_WORDS) {
      throw source.wrong(begin, "a search may have at most %d words".formatted(MOST_WORDS));
    }
    Optional<String> phrase = source.phrase();
    return new Search.Words(phrase.or(source::searchWord).orElseThrow(source::unexpected));
  }

  private void deeper(int begin) {
    depth++;
    if (depth > MOST_DEPTH) {
      throw source.wrong(
          begin, "a search may be nested at most %d levels deep".formatted(MOST_DEPTH));
    }
  }
}
