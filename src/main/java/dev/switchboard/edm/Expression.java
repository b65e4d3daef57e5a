package dev.switchboard.edm;

import java.util.List;
import java.util.Map;

/**
 * The value of an annotation (OData CSDL 4.01 sections 14.3 and 14.4), as far as they occur here.
 */
sealed interface Expression {

  /** How a constant is notated: the name of its attribute and of its element in XML. */
  enum Notation {
    BOOL("Bool"),
    STRING("String"),
    PROPERTY_PATH("PropertyPath"),
    NAVIGATION_PROPERTY_PATH("NavigationPropertyPath");

    private final String xml;

    Notation(String xml) {
      this.xml = xml;
    }

    String xml() {
      return xml;
    }
  }

  /** A constant, or a path, which is one to whoever reads no model. */
  record Constant(Notation notation, String text) implements Expression {}

  /** A collection. */
  record Items(List<Expression> items) implements Expression {}

  /** A record, with its members in their order. */
  record Members(Map<String, Expression> members) implements Expression {}

  /** True or false. */
  static Expression of(boolean value) {
    return new Constant(Notation.BOOL, Boolean.toString(value));
  }

  /** A collection of paths. */
  static Expression paths(Notation notation, List<String> paths) {
    return new Items(paths.stream().<Expression>map(path -> new Constant(notation, path)).toList());
  }
}
