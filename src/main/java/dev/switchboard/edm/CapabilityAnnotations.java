package dev.switchboard.edm;

import dev.switchboard.edm.Capabilities.Ability;
import dev.switchboard.edm.Expression.Constant;
import dev.switchboard.edm.Expression.Items;
import dev.switchboard.edm.Expression.Members;
import dev.switchboard.edm.Expression.Notation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@link Capabilities} below a singleton in the terms of the vocabulary {@value #VOCABULARY}. A
 * contained collection is no entity set, which could have annotations of its own: the singleton's
 * {@code NavigationRestrictions} speak for it. They know no count and no expansion, so that these
 * stand beside them.
 */
final class CapabilityAnnotations {

  /** The namespace of the vocabulary. */
  static final String VOCABULARY = "Org.OData.Capabilities.V1";

  /** What stands for the namespace in the names of terms. */
  static final String ALIAS = "Capabilities";

  /** The term's word for {@code eq} and {@code in}; it has none for {@code ne} alone. */
  private static final String EQUALITY = "MultiValue";

  private final Schema schema;
  private final Schema.Singleton singleton;

  private CapabilityAnnotations(Schema schema, Schema.Singleton singleton) {
    this.schema = schema;
    this.singleton = singleton;
  }

  /** The annotations of a singleton, by the qualified names of their terms. */
  static Map<String, Expression> of(Schema schema, Schema.Singleton singleton) {
    return new CapabilityAnnotations(schema, singleton).all();
  }

  /**
   * The annotations of the container, by the qualified names of their terms: batches of JSON alone,
   * in which requests may refer to others before them and a group is done as a whole.
   */
  static Map<String, Expression> ofContainer() {
    Map<String, Expression> members = new LinkedHashMap<>();
    members.put("Supported", Expression.of(true));
    members.put("ContinueOnErrorSupported", Expression.of(true));
    members.put("ReferencesInRequestBodiesSupported", Expression.of(false));
    members.put("ReferencesAcrossChangeSetsSupported", Expression.of(true));
    members.put("EtagReferencesSupported", Expression.of(true));
    members.put("RequestDependencyConditionsSupported", Expression.of(false));
    members.put(
        "SupportedFormats", new Items(List.of(new Constant(Notation.STRING, "application/json"))));
    return Map.of(ALIAS + ".BatchSupport", new Members(members));
  }

  private Map<String, Expression> all() {
    Map<String, Expression> terms = new LinkedHashMap<>();
    Capabilities own = schema.capabilities().get(singleton.name());
    if (own != null) {
      terms.put("ReadRestrictions", only("Readable", Expression.of(own.can(Ability.READ))));
      terms.put("UpdateRestrictions", only("Updatable", Expression.of(own.can(Ability.UPDATE))));
    }
    List<Expression> restricted = new ArrayList<>();
    below().forEach((path, capabilities) -> restricted.add(restriction(path, capabilities)));
    if (!restricted.isEmpty()) {
      terms.put("NavigationRestrictions", only("RestrictedProperties", new Items(restricted)));
    }
    putPaths(
        terms,
        "CountRestrictions",
        "NonCountableNavigationProperties",
        below().entrySet().stream()
            .filter(entry -> !entry.getValue().can(Ability.COUNT))
            .map(Map.Entry::getKey)
            .toList());
    putPaths(terms, "ExpandRestrictions", "NonExpandableProperties", notExpandable());
    Map<String, Expression> qualified = new LinkedHashMap<>();
    terms.forEach((term, value) -> qualified.put(ALIAS + "." + term, value));
    return qualified;
  }

  /** The capabilities of the collections below the singleton, by their path from it. */
  private Map<String, Capabilities> below() {
    String prefix = singleton.name() + "/";
    Map<String, Capabilities> below = new LinkedHashMap<>();
    schema
        .capabilities()
        .forEach(
            (path, capabilities) -> {
              if (path.startsWith(prefix)) {
                below.put(path.substring(prefix.length()), capabilities);
              }
            });
    return below;
  }

  private Expression restriction(String path, Capabilities capabilities) {
    Map<String, Expression> members = new LinkedHashMap<>();
    members.put("NavigationProperty", new Constant(Notation.NAVIGATION_PROPERTY_PATH, path));
    members.put("FilterRestrictions", filter(path, capabilities));
    members.put(
        "SearchRestrictions", only("Searchable", Expression.of(capabilities.can(Ability.SEARCH))));
    members.put("SortRestrictions", sort(path, capabilities));
    members.put("TopSupported", Expression.of(capabilities.can(Ability.TOP)));
    members.put("SkipSupported", Expression.of(capabilities.can(Ability.SKIP)));
    members.put(
        "InsertRestrictions", only("Insertable", Expression.of(capabilities.can(Ability.INSERT))));
    members.put(
        "UpdateRestrictions", only("Updatable", Expression.of(capabilities.can(Ability.UPDATE))));
    members.put(
        "DeleteRestrictions", only("Deletable", Expression.of(capabilities.can(Ability.DELETE))));
    members.put(
        "ReadRestrictions", only("Readable", Expression.of(capabilities.can(Ability.READ))));
    return new Members(members);
  }

  private Expression filter(String path, Capabilities capabilities) {
    Map<String, Expression> members = new LinkedHashMap<>();
    members.put("Filterable", Expression.of(!capabilities.filterable().isEmpty()));
    putOthers(members, "NonFilterableProperties", path, capabilities.filterable());
    if (!capabilities.equalityOnly().isEmpty()) {
      members.put(
          "FilterExpressionRestrictions",
          new Items(
              capabilities.equalityOnly().stream()
                  .map(CapabilityAnnotations::equalityOnly)
                  .toList()));
    }
    return new Members(members);
  }

  private static Expression equalityOnly(String property) {
    Map<String, Expression> members = new LinkedHashMap<>();
    members.put("Property", new Constant(Notation.PROPERTY_PATH, property));
    members.put("AllowedExpressions", new Constant(Notation.STRING, EQUALITY));
    return new Members(members);
  }

  private Expression sort(String path, Capabilities capabilities) {
    Map<String, Expression> members = new LinkedHashMap<>();
    members.put("Sortable", Expression.of(!capabilities.sortable().isEmpty()));
    putOthers(members, "NonSortableProperties", path, capabilities.sortable());
    return new Members(members);
  }

  /** The vocabulary names what cannot be used, the capabilities what can. */
  private void putOthers(
      Map<String, Expression> members, String name, String path, List<String> usable) {
    List<String> others = usable.isEmpty() ? List.of() : others(target(path), usable);
    if (!others.isEmpty()) {
      members.put(name, Expression.paths(Notation.PROPERTY_PATH, others));
    }
  }

  /** The properties of a type that are not usable, those of derived types by way of a cast. */
  private List<String> others(StructuredType type, List<String> usable) {
    List<String> others = new ArrayList<>();
    type.properties().forEach(property -> addOther(property, property.name(), usable, others));
    for (Type other : schema.types()) {
      if (other instanceof StructuredType derived
          && !derived.equals(type)
          && derived.isOrDerivesFrom(type)) {
        derived
            .declared()
            .forEach(property -> addOther(property, property.cast(derived), usable, others));
      }
    }
    return others;
  }

  /** A property that is not usable; of a complex one of which a part is, the other parts. */
  private static void addOther(
      Property property, String path, List<String> usable, List<String> others) {
    if (usable.contains(path)) {
      return;
    }
    boolean inPart = usable.stream().anyMatch(part -> part.startsWith(path + "/"));
    if (inPart && property.type() instanceof StructuredType complex) {
      complex
          .properties()
          .forEach(part -> addOther(part, path + "/" + part.name(), usable, others));
    } else {
      others.add(path);
    }
  }

  /** The type of the entities at a path from the singleton. */
  private StructuredType target(String path) {
    StructuredType type = singleton.type();
    for (String name : path.split("/", -1)) {
      type =
          type.navigation(name)
              .orElseThrow(() -> new IllegalArgumentException("no navigation property at " + path))
              .target();
    }
    return type;
  }

  private List<String> notExpandable() {
    List<String> paths = new ArrayList<>();
    Capabilities own = schema.capabilities().get(singleton.name());
    if (own != null) {
      singleton.type().navigation().stream()
          .map(NavigationProperty::name)
          .filter(name -> !own.expandable().contains(name))
          .forEach(paths::add);
    }
    below()
        .forEach(
            (path, capabilities) ->
                target(path).navigation().stream()
                    .map(NavigationProperty::name)
                    .filter(name -> !capabilities.expandable().contains(name))
                    .forEach(name -> paths.add(path + "/" + name)));
    return paths;
  }

  private static void putPaths(
      Map<String, Expression> terms, String term, String member, List<String> paths) {
    if (!paths.isEmpty()) {
      terms.put(term, only(member, Expression.paths(Notation.NAVIGATION_PROPERTY_PATH, paths)));
    }
  }

  private static Expression only(String member, Expression value) {
    return new Members(Map.of(member, value));
  }
}
