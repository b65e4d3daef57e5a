package dev.switchboard.query;

import java.util.Map;

/** What tests of other packages, which cannot see the parsers, ask of them. */
public final class Queries {

  private static final PageTokens TOKENS = new PageTokens(() -> new byte[] {1});

  private Queries() {}

  /** The value of {@code $select}. */
  public static Select select(String text) {
    return Select.parse("$select", text, Model.OPERATION, Model.SCHEMA);
  }

  /** The value of {@code $filter}. */
  public static Condition filter(String text) {
    return Model.translated(text);
  }

  /** The value of {@code $orderby}. */
  public static String order(String text) {
    return new Translation("$orderby", Model.COLUMNS, "")
        .order(
            new Ordering(
                new ExpressionParser(
                        "$orderby", text, Model.OPERATION, Model.SCHEMA, Aliases.of(Map.of()))
                    .keys()));
  }

  /** The value of {@code $search}. */
  public static Condition search(String text) {
    return new Translation("$search", Model.COLUMNS, "s")
        .of(new SearchParser("$search", text).search());
  }

  /** The value of {@code $skiptoken}. */
  public static String open(String token) {
    return TOKENS.open("", token);
  }
}
