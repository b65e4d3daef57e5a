package dev.switchboard.security;

import jakarta.persistence.Column;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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
    TypedQuery<E> query =
        entities
            .createQuery(
                "SELECT e FROM %s e WHERE %s AND e.tenantId = :tenantId%s %s"
                    .formatted(
                        type.getSimpleName(),
                        predicate,
                        scope.wholeTenant() ? "" : " AND e.applicationId = :applicationId",
                        order),
                type)
            .setParameter("tenantId", scope.tenantId());
    return scope.wholeTenant() ? query : query.setParameter("applicationId", scope.applicationId());
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
    return "W/\"%d\"".formatted(version);
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
  private static OffsetDateTime stored(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
