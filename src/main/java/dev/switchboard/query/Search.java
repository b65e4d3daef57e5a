package dev.switchboard.query;

/** What {@code $search} looks for (OData 4.01 URL Conventions 5.1.7). */
sealed interface Search {

  /** A word, or the words of a phrase in their order. */
  record Words(String text) implements Search {}

  /** Both. */
  record All(Search left, Search right) implements Search {}

  /** One of them, or both. */
  record Any(Search left, Search right) implements Search {}

  /** Not this. */
  record None(Search search) implements Search {}
}
