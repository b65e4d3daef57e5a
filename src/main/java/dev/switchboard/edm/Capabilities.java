package dev.switchboard.edm;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What can be done with the entities at one path, and asked of them; whatever is not named here
 * cannot. {@code $metadata} tells it in the terms of the vocabulary {@code
 * Org.OData.Capabilities.V1}.
 *
 * @param abilities what can be done
 * @param filterable the properties that {@code $filter} may name, those of derived types by {@link
 *     Property#cast}; one of a complex type stands for its members, too
 * @param equalityOnly those of them that are only compared by {@code eq}, {@code ne} and {@code in}
 * @param sortable the properties that {@code $orderby} may name
 * @param expandable the navigation properties that {@code $expand} may name
 */
public record Capabilities(
    Set<Ability> abilities,
    List<String> filterable,
    List<String> equalityOnly,
    List<String> sortable,
    List<String> expandable) {

  /** One thing that can be done. */
  public enum Ability {
    /** GET. */
    READ,
    /** {@code $count}, as an option and as a segment. */
    COUNT,
    /** {@code $search}. */
    SEARCH,
    /** {@code $top}. */
    TOP,
    /** {@code $skip}. */
    SKIP,
    /** POST. */
    INSERT,
    /** PATCH. */
    UPDATE,
    /** DELETE. */
    DELETE
  }

  public Capabilities {
    abilities = Set.copyOf(abilities);
    filterable = List.copyOf(filterable);
    equalityOnly = List.copyOf(equalityOnly);
    sortable = List.copyOf(sortable);
    expandable = List.copyOf(expandable);
  }

  /** These abilities, and no property that can be named. */
  public static Capabilities of(Ability... abilities) {
    Set<Ability> all = EnumSet.noneOf(Ability.class);
    all.addAll(Arrays.asList(abilities));
    return new Capabilities(all, List.of(), List.of(), List.of(), List.of());
  }

  /** The same, and these can be named in {@code $filter}. */
  public Capabilities filterable(String... properties) {
    return new Capabilities(abilities, List.of(properties), equalityOnly, sortable, expandable);
  }

  /** The same, and these of the filterable ones are only compared for equality. */
  public Capabilities equalityOnly(String... properties) {
    return new Capabilities(abilities, filterable, List.of(properties), sortable, expandable);
  }

  /** The same, and these can be named in {@code $orderby}. */
  public Capabilities sortable(String... properties) {
    return new Capabilities(abilities, filterable, equalityOnly, List.of(properties), expandable);
  }

  /** The same, and these can be named in {@code $expand}. */
  public Capabilities expandable(String... properties) {
    return new Capabilities(abilities, filterable, equalityOnly, sortable, List.of(properties));
  }

  /** Whether this can be done. */
  public boolean can(Ability ability) {
    return abilities.contains(ability);
  }
}
