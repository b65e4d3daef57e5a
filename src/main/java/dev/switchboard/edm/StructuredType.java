package dev.switchboard.edm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An entity type or a complex type (OData CSDL 4.01 sections 6 and 9).
 *
 * @param kind which of the two
 * @param name the name without its namespace
 * @param base the type it is derived from, if any
 * @param isAbstract whether there are only values of types derived from it
 * @param open whether its values may have undeclared members
 * @param key the property that identifies its entities, on the type that declares it: derived types
 *     inherit it, and the type of a singleton needs none
 * @param declared the properties that it adds to those of its base
 * @param navigation the navigation properties that it adds
 */
public record StructuredType(
    Kind kind,
    String name,
    Optional<StructuredType> base,
    boolean isAbstract,
    boolean open,
    Optional<String> key,
    List<Property> declared,
    List<NavigationProperty> navigation)
    implements Type {

  /** Whether values have a key. */
  public enum Kind {
    ENTITY,
    COMPLEX
  }

  public StructuredType {
    declared = List.copyOf(declared);
    navigation = List.copyOf(navigation);
  }

  /** An entity type without a base. */
  public static StructuredType entity(String name, Property... properties) {
    return of(Kind.ENTITY, name, properties);
  }

  /** A complex type without a base. */
  public static StructuredType complex(String name, Property... properties) {
    return of(Kind.COMPLEX, name, properties);
  }

  private static StructuredType of(Kind kind, String name, Property... properties) {
    return new StructuredType(
        kind,
        name,
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        List.of(properties),
        List.of());
  }

  /** A type of the same kind that is derived from this one, and is open if this one is. */
  public StructuredType derived(String derivedName, Property... properties) {
    return new StructuredType(
        kind,
        derivedName,
        Optional.of(this),
        false,
        open,
        Optional.empty(),
        List.of(properties),
        List.of());
  }

  /** The same type, abstract. */
  public StructuredType asAbstract() {
    return new StructuredType(kind, name, base, true, open, key, declared, navigation);
  }

  /** The same type, open. */
  public StructuredType asOpen() {
    return new StructuredType(kind, name, base, isAbstract, true, key, declared, navigation);
  }

  /** The same type with navigation properties. */
  public StructuredType with(NavigationProperty... properties) {
    return new StructuredType(
        kind, name, base, isAbstract, open, key, declared, List.of(properties));
  }

  /** The same type, whose entities are identified by one of its properties. */
  public StructuredType withKey(Property property) {
    return new StructuredType(
        kind, name, base, isAbstract, open, Optional.of(property.name()), declared, navigation);
  }

  /** Its properties, those of its base first. */
  public List<Property> properties() {
    List<Property> all = new ArrayList<>();
    base.ifPresent(type -> all.addAll(type.properties()));
    all.addAll(declared);
    return all;
  }

  /** The property of this name, its own or inherited. */
  public Optional<Property> property(String propertyName) {
    return properties().stream()
        .filter(property -> property.name().equals(propertyName))
        .findFirst();
  }

  /** The navigation property of this name, its own or inherited. */
  public Optional<NavigationProperty> navigation(String propertyName) {
    return navigation.stream()
        .filter(property -> property.name().equals(propertyName))
        .findFirst()
        .or(() -> base.flatMap(type -> type.navigation(propertyName)));
  }

  /** Whether every value of this type is one of the other, too. */
  public boolean isOrDerivesFrom(StructuredType other) {
    return name.equals(other.name) || base.map(type -> type.isOrDerivesFrom(other)).orElse(false);
  }

  @Override
  public String qualifiedName() {
    return Schema.NAMESPACE + "." + name;
  }
}
