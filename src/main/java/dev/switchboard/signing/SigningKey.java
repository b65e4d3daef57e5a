package dev.switchboard.signing;

import com.nimbusds.jose.jwk.JWK;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.text.ParseException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * A key of the service, as all nodes share it. It is never changed; when it ends follows from the
 * next one ({@link KeySchedule}).
 */
@Entity
@Table(name = "signing_key")
public class SigningKey {

  @Id private String id;

  @Enumerated(EnumType.STRING)
  private KeyKind kind;

  @Column(name = "created_at")
  private OffsetDateTime createdAt;

  @Column(name = "valid_from")
  private OffsetDateTime validFrom;

  /** RFC 7517, with the private part. */
  private String jwk;

  /** For the persistence provider. */
  protected SigningKey() {}

  /** A new one, which signs from a time on. */
  SigningKey(KeyKind kind, JWK jwk, Instant now, Instant validFrom) {
    this.id = jwk.getKeyID();
    this.kind = kind;
    this.createdAt = stored(now);
    this.validFrom = stored(validFrom);
    this.jwk = jwk.toJSONString();
  }

  /** The resolution of the databases. */
  private static OffsetDateTime stored(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  String id() {
    return id;
  }

  KeyKind kind() {
    return kind;
  }

  Instant createdAt() {
    return createdAt.toInstant();
  }

  /** When it begins to sign; it is published before. */
  Instant validFrom() {
    return validFrom.toInstant();
  }

  /** The key itself, with its private part. */
  JWK jwk() {
    try {
      return JWK.parse(jwk);
    } catch (ParseException e) {
      // Not with the cause, which may repeat the text.
      throw new IllegalStateException("the signing key %s cannot be read".formatted(id));
    }
  }
}
