package dev.switchboard.edm;

/**
 * A structural property (OData CSDL 4.01 section 7).
 *
 * @param name its name
 * @param type its type; of a collection, that of the items
 * @param collection whether it holds any number of values
 * @param nullable whether it, or an item of it, may be null
 */
public record Property(String name, Type type, boolean collection, boolean nullable) {

  /** A single value that may be null. */
  public static Property nullable(String name, Type type) {
    return new Property(name, type, false, true);
  }

  /** A single value that is never null. */
  public static Property required(String name, Type type) {
    return new Property(name, type, false, false);
  }

  /** A collection whose items may be null, as Graph declares most of its collections. */
  public static Property collection(String name, Type type) {
    return new Property(name, type, true, true);
  }

  /** A collection whose items are never null. */
  public static Property collectionOfRequired(String name, Type type) {
    return new Property(name, type, true, false);
  }

  /**
   * The path to this property of a derived type from an entity of its base type (OData 4.01 URL
   * Conventions 4.11).
   */
  public String cast(StructuredType derived) {
    return derived.qualifiedName() + "/" + name;
  }
}
