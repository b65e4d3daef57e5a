package dev.switchboard.security;

import dev.switchboard.query.Condition;
import dev.switchboard.query.Rows;
import jakarta.persistence.Column;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A row that belongs to an application, and the only way to ask for such rows: with the owner in
 * the predicate.
 */
@MappedSuperclass
@IdClass(OwnedEntity.Key.class)
public abstract class OwnedEntity {

  /**
   * A hint for EclipseLink, which would write out all values of a statement that has certain
   * functions in it; others ignore it (Jakarta Persistence 3.1 section 3.11.1).
   */
  private static final String BIND = "eclipselink.jdbc.bind-parameters";

  @Id private UUID id;

  // Part of the identity, though the id alone is unique: so the owner stands in the predicate of
  // every UPDATE and DELETE too, and no statement can reach a row of somebody else.
  @Id
  @Column(name = "tenant_id")
  private String tenantId;

  @Id
  @Column(name = "application_id")
  private String applicationId;

  @Column(name = "created_at")
  private OffsetDateTime createdAt;

  @Column(name = "modified_at")
  private OffsetDateTime modifiedAt;

  // What some providers begin with, and others would leave at 0: the first ETag is the same
  // everywhere.
  @Version private long version = 1;

  /** The identity of a row, for the persistence provider. */
  public static final class Key implements Serializable {

    private static final long serialVersionUID = 1L;

    private UUID id;
    private String tenantId;
    private String applicationId;

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && Objects.equals(id, key.id)
          && Objects.equals(tenantId, key.tenantId)
          && Objects.equals(applicationId, key.applicationId);
    }

    @Override
    public int hashCode() {
      return Objects.hash(id, tenantId, applicationId);
    }
  }

  /** For the persistence provider. */
  protected OwnedEntity() {}

  /** A new row. */
  protected OwnedEntity(UUID id, Owner owner, Instant now) {
    this.id = id;
    this.tenantId = owner.tenantId();
    this.applicationId = owner.applicationId();
    this.createdAt = stored(now);
    this.modifiedAt = createdAt;
  }

  /**
   * Asks for the rows in scope.
   *
   * @param predicate a further condition of JPQL, on the alias {@code e}
   * @param order an {@code ORDER BY} clause, or nothing
   */
  public static <E extends OwnedEntity> TypedQuery<E> query(
      EntityManager entities, Class<E> type, AccessScope scope, String predicate, String order) {
    return query(entities, "e", type, scope, predicate, order, type);
  }

  private static <E extends OwnedEntity, T> TypedQuery<T> query(
      EntityManager entities,
      String selected,
      Class<E> type,
      AccessScope scope,
      String predicate,
      String order,
      Class<T> result) {
    TypedQuery<T> query =
        entities
            .createQuery(
                "SELECT %s FROM %s e WHERE (%s) AND e.tenantId = :tenantId%s %s"
                    .formatted(
                        selected,
                        type.getSimpleName(),
                        predicate,
                        scope.wholeTenant() ? "" : " AND e.applicationId = :applicationId",
                        order),
                result)
            .setHint(BIND, "true")
            .setParameter("tenantId", scope.tenantId());
    return scope.wholeTenant() ? query : query.setParameter("applicationId", scope.applicationId());
  }

  /**
   * Changes one column of a row in scope and leaves its version: what nobody is shown. In SQL,
   * because some providers raise the version with any statement of JPQL.
   *
   * @param table of the row
   * @param column of that
   */
  public static void set(
      EntityManager entities,
      String table,
      String column,
      Object value,
      UUID id,
      AccessScope scope) {
    Query update =
        entities
            .createNativeQuery(
                "UPDATE %s SET %s = ? WHERE id = ? AND tenant_id = ?%s"
                    .formatted(table, column, scope.wholeTenant() ? "" : " AND application_id = ?"))
            .setParameter(1, value)
            .setParameter(2, id)
            .setParameter(3, scope.tenantId());
    if (!scope.wholeTenant()) {
      update.setParameter(4, scope.applicationId());
    }
    update.executeUpdate();
  }

  /**
   * Asks for figures of the rows in scope.
   *
   * @param selected expressions of JPQL on the alias {@code e}
   * @param predicate a further condition on it
   * @param end what follows the conditions, for example a {@code GROUP BY} clause
   */
  public static TypedQuery<Object[]> figures(
      EntityManager entities,
      String selected,
      Class<? extends OwnedEntity> type,
      AccessScope scope,
      String predicate,
      String end) {
    return query(entities, selected, type, scope, predicate, end, Object[].class);
  }

  /**
   * Changes rows by their keys, whoever owns them, without reading them and without a new version:
   * for what the service does by itself.
   *
   * @param assignments of JPQL, on the alias {@code e}
   * @param predicate a further condition on it
   */
  public static Query updateOfAll(
      EntityManager entities,
      Class<? extends OwnedEntity> type,
      Collection<UUID> ids,
      String assignments,
      String predicate) {
    return entities
        .createQuery(
            "UPDATE %s e SET %s WHERE e.id IN :ids AND (%s)"
                .formatted(type.getSimpleName(), assignments, predicate))
        .setHint(BIND, "true")
        .setParameter("ids", ids);
  }

  /**
   * Removes rows by their keys, whoever owns them: for what the service does by itself.
   *
   * @return how many there were
   */
  public static int deleteOfAll(
      EntityManager entities, Class<? extends OwnedEntity> type, Collection<UUID> ids) {
    return entities
        .createQuery("DELETE FROM %s e WHERE e.id IN :ids".formatted(type.getSimpleName()))
        .setHint(BIND, "true")
        .setParameter("ids", ids)
        .executeUpdate();
  }

  /**
   * Asks for the keys of rows, whoever owns them: for what the service does by itself, for nobody.
   * What it then does with one of them it does in the scope of its owner.
   *
   * @param more what is wanted besides the keys: expressions of JPQL on the alias {@code e}, each
   *     after a comma
   * @param predicate a condition on it
   * @param order an {@code ORDER BY} clause
   * @return an id, a tenant and an application each, and what was wanted besides
   */
  public static TypedQuery<Object[]> keysOfAll(
      EntityManager entities,
      Class<? extends OwnedEntity> type,
      String more,
      String predicate,
      String order) {
    return entities
        .createQuery(
            "SELECT e.id, e.tenantId, e.applicationId%s FROM %s e WHERE %s %s"
                .formatted(more, type.getSimpleName(), predicate, order),
            Object[].class)
        .setHint(BIND, "true");
  }

  /**
   * The rows in scope, as the queries of clients ask for them.
   *
   * @param within what all of them fulfil
   */
  public static <E extends OwnedEntity> Rows<E> rows(
      EntityManager entities, Class<E> type, AccessScope scope, Condition within) {
    return new OwnedRows<>(entities, type, scope, within);
  }

  private record OwnedRows<E extends OwnedEntity>(
      EntityManager entities, Class<E> type, AccessScope scope, Condition within)
      implements Rows<E> {

    @Override
    public List<Object[]> places(
        Condition condition, List<String> keys, String order, int skip, int most) {
      if (keys.isEmpty()) {
        return page(query("e.id", condition, order, UUID.class), skip, most)
            .getResultStream()
            .map(id -> new Object[] {id})
            .toList();
      }
      String selected = "e.id, " + String.join(", ", keys);
      return page(query(selected, condition, order, Object[].class), skip, most).getResultList();
    }

    private static <T> TypedQuery<T> page(TypedQuery<T> query, int skip, int most) {
      return query.setFirstResult(skip).setMaxResults(most);
    }

    @Override
    public List<E> of(Collection<UUID> ids) {
      return query("e", Condition.of("e.id IN :ids", "ids", ids), "", type).getResultList();
    }

    @Override
    public long count(Condition condition) {
      return query("COUNT(e.id)", condition, "", Long.class).getSingleResult();
    }

    private <T> TypedQuery<T> query(
        String selected, Condition condition, String order, Class<T> result) {
      Condition all = within.and(condition);
      TypedQuery<T> query =
          OwnedEntity.query(entities, selected, type, scope, all.jpql(), order, result);
      all.parameters().forEach(query::setParameter);
      return query;
    }
  }

  /** Its key. */
  public UUID id() {
    return id;
  }

  /** Whom it belongs to. */
  public Owner owner() {
    return new Owner(tenantId, applicationId);
  }

  /** Its version; to be asked for after the flush. */
  public long version() {
    return version;
  }

  /** The entity tag of the stored version; to be asked for after the flush. */
  public String etag() {
    return etag(version);
  }

  /** The entity tag of a version. */
  public static String etag(long version) {
    return "W/\"" + version + '"';
  }

  /** How many characters of text it holds: what its size in memory depends on. */
  public abstract int text();

  /** How many characters these have, of which any may be null. */
  protected static int charactersOf(String... texts) {
    return Stream.of(texts).filter(Objects::nonNull).mapToInt(String::length).sum();
  }

  /** Notes the time of a change. */
  protected void modified(Instant now) {
    modifiedAt = stored(now);
  }

  /** Times are kept in UTC and in microseconds, the resolution of the databases. */
  public static OffsetDateTime stored(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
