package dev.switchboard.query;

import dev.switchboard.edm.EnumerationType;
import dev.switchboard.edm.StructuredType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where the members of an entity are stored, as paths of JPQL on the alias {@code e}. A member that
 * is not among them can be neither filtered nor ordered by.
 */
public final class Columns {

  /** How one member is stored. */
  sealed interface Column {

    /** The path of JPQL. */
    String jpql();

    /** Whether it may be null. */
    boolean nullable();

    /** Whether there is an order by it. */
    default boolean sortable() {
      return true;
    }
  }

  /**
   * A string.
   *
   * @param sortable whether it is short enough to stand in the token of a page
   */
  record TextColumn(String jpql, boolean nullable, boolean sortable) implements Column {}

  /** An Edm.Boolean that is never null. */
  record BooleanColumn(String jpql) implements Column {

    @Override
    public boolean nullable() {
      return false;
    }
  }

  /** An Edm.Int32. */
  record NumberColumn(String jpql, boolean nullable) implements Column {}

  /**
   * The key, which is a string on the wire only.
   *
   * @param stored its stored form; empty for a string that is no key
   */
  record KeyColumn(String jpql, Function<String, Optional<?>> stored) implements Column {

    @Override
    public boolean nullable() {
      return false;
    }
  }

  /**
   * A member of an enumeration.
   *
   * @param stored its stored form; empty for a member that is never stored
   */
  record EnumerationColumn(
      String jpql,
      boolean nullable,
      EnumerationType type,
      Function<EnumerationType.Member, Optional<Enum<?>>> stored)
      implements Column {}

  /** A complex value, of which one part tells whether it is null. */
  record PresenceColumn(String jpql) implements Column {

    @Override
    public boolean nullable() {
      return true;
    }

    @Override
    public boolean sortable() {
      return false;
    }
  }

  /**
   * The type of the entity.
   *
   * @param stored the stored forms of a type and all that are derived from it
   */
  record TypeColumn(String jpql, Function<StructuredType, Collection<? extends Enum<?>>> stored) {}

  private final StructuredType entity;
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private Optional<TypeColumn> type = Optional.empty();
  private Optional<String> usualOrder = Optional.empty();
  private List<String> searched = List.of();
  private final Map<String, Columns> contained = new LinkedHashMap<>();

  private Columns(StructuredType entity) {
    this.entity = entity;
  }

  /** Those of an entity type, none so far. */
  public static Columns of(StructuredType entity) {
    return new Columns(entity);
  }

  /** Adds the key. */
  public Columns key(String path, String jpql, Function<String, Optional<?>> stored) {
    return with(path, new KeyColumn(jpql, stored));
  }

  /** Adds a string that is never null. */
  public Columns text(String path, String jpql) {
    return with(path, new TextColumn(jpql, false, true));
  }

  /** Adds a string that may be null. */
  public Columns nullableText(String path, String jpql) {
    return with(path, new TextColumn(jpql, true, true));
  }

  /** Adds a string that may be null, and so long that there is no order by it. */
  public Columns longText(String path, String jpql) {
    return with(path, new TextColumn(jpql, true, false));
  }

  /** Adds a 32-bit number that is never null. */
  public Columns number(String path, String jpql) {
    return with(path, new NumberColumn(jpql, false));
  }

  /** Adds a 32-bit number that may be null. */
  public Columns nullableNumber(String path, String jpql) {
    return with(path, new NumberColumn(jpql, true));
  }

  /** Adds a Boolean that is never null. */
  public Columns flag(String path, String jpql) {
    return with(path, new BooleanColumn(jpql));
  }

  /** Adds a member of an enumeration that is never null. */
  public Columns enumeration(
      String path,
      String jpql,
      EnumerationType enumeration,
      Function<EnumerationType.Member, Optional<Enum<?>>> stored) {
    return with(path, new EnumerationColumn(jpql, false, enumeration, stored));
  }

  /** Adds a member of an enumeration that may be null. */
  public Columns nullableEnumeration(
      String path,
      String jpql,
      EnumerationType enumeration,
      Function<EnumerationType.Member, Optional<Enum<?>>> stored) {
    return with(path, new EnumerationColumn(jpql, true, enumeration, stored));
  }

  /** Adds a complex value that is null if one part of it is. */
  public Columns presence(String path, String jpql) {
    return with(path, new PresenceColumn(jpql));
  }

  /** Says where the type is stored, if there are types derived from the entity's. */
  public Columns type(String jpql, Function<StructuredType, Collection<? extends Enum<?>>> stored) {
    this.type = Optional.of(new TypeColumn(jpql, stored));
    return this;
  }

  /** Says in which strings {@code $search} looks. */
  public Columns searched(String... paths) {
    this.searched = List.of(paths);
    return this;
  }

  /** Says where the members of a contained collection are stored. */
  public Columns contained(String navigationProperty, Columns target) {
    contained.put(navigationProperty, target);
    return this;
  }

  /** Says by which member a list is ordered unless told otherwise; else it is by the key. */
  public Columns usuallyBy(String path) {
    this.usualOrder = Optional.of(path);
    return this;
  }

  private Columns with(String path, Column column) {
    columns.put(path, column);
    return this;
  }

  /** The entity type whose members these are. */
  public StructuredType entity() {
    return entity;
  }

  /** The members that can be filtered by. */
  public Set<String> filterable() {
    return columns.keySet();
  }

  /** The members that can be ordered by. */
  public Set<String> sortable() {
    return columns.entrySet().stream()
        .filter(entry -> entry.getValue().sortable())
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  Map<String, Columns> contained() {
    return contained;
  }

  Optional<Column> column(String path) {
    return Optional.ofNullable(columns.get(path));
  }

  Optional<String> usualOrder() {
    return usualOrder;
  }

  Optional<TypeColumn> type() {
    return type;
  }

  /** The columns that {@code $search} looks in; none: it is not supported. */
  List<Column> searched() {
    return searched.stream().map(columns::get).toList();
  }
}
