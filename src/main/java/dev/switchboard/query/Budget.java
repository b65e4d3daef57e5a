package dev.switchboard.query;

/**
 * How much an expression may hold, with all that its parameter aliases stand for, however often
 * they do.
 */
final class Budget {

  /** Most operators, functions and operands of one expression: what a database plans in no time. */
  static final int MOST_NODES = 250;

  /** Most constants of one {@code in}. */
  static final int MOST_ITEMS = 500;

  /** How deep parentheses, functions and {@code not} may be nested. */
  static final int MOST_DEPTH = 32;

  private int nodes;
  private int depth;

  /**
   * Takes an operator or an operand.
   *
   * @throws dev.switchboard.error.ApiException 400 if that is one too many
   */
  void take(Source source, int begin) {
    nodes++;
    if (nodes > MOST_NODES) {
      throw source.wrong(
          begin, "an expression may have at most %d operators and operands".formatted(MOST_NODES));
    }
  }

  /** How much has been taken. */
  int taken() {
    return nodes;
  }

  /** Gives back what was taken since then. */
  void giveBack(int takenThen) {
    nodes = takenThen;
  }

  /**
   * Goes one level deeper.
   *
   * @throws dev.switchboard.error.ApiException 400 if that is too deep
   */
  void enter(Source source, int begin) {
    depth++;
    if (depth > MOST_DEPTH) {
      throw source.wrong(
          begin, "an expression may be nested at most %d levels deep".formatted(MOST_DEPTH));
    }
  }

  void leave() {
    depth--;
  }
}
