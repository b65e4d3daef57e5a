package dev.switchboard.edm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The types in the namespace {@value #NAMESPACE} (OData CSDL 4.01 section 5) and the entity
 * container.
 *
 * @param types every type that one of the served entities reaches
 * @param actions what can be done with an entity
 * @param singletons what the entity container holds
 * @param capabilities what can be done, by path below the service root without keys, such as {@code
 *     communications/calls}
 */
public record Schema(
    List<Type> types,
    List<Action> actions,
    List<Singleton> singletons,
    Map<String, Capabilities> capabilities) {

  /** Graph's own namespace: SDKs compare names of types exactly. */
  public static final String NAMESPACE = "microsoft.graph";

  /** The name of the entity container, as in Graph. */
  public static final String CONTAINER = "GraphService";

  /**
   * One entity that stands directly below the service root (CSDL 4.01 section 13.3).
   *
   * @param name its path segment
   * @param type its type
   */
  public record Singleton(String name, StructuredType type) {}

  public Schema {
    types = List.copyOf(types);
    actions = List.copyOf(actions);
    singletons = List.copyOf(singletons);
    // Not Map.copyOf: the order is that of $metadata.
    capabilities = Collections.unmodifiableMap(new LinkedHashMap<>(capabilities));
  }

  /** The type of this qualified name. */
  public Optional<Type> type(String qualifiedName) {
    return types.stream().filter(type -> type.qualifiedName().equals(qualifiedName)).findFirst();
  }

  /** The entity or complex type of this qualified name. */
  public Optional<StructuredType> structured(String qualifiedName) {
    return type(qualifiedName)
        .filter(StructuredType.class::isInstance)
        .map(StructuredType.class::cast);
  }

  /** The enumeration type of this qualified name. */
  public Optional<EnumerationType> enumeration(String qualifiedName) {
    return type(qualifiedName)
        .filter(EnumerationType.class::isInstance)
        .map(EnumerationType.class::cast);
  }
}
