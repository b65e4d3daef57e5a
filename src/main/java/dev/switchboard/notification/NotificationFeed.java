package dev.switchboard.notification;

import dev.switchboard.security.OwnedEntity;
import dev.switchboard.security.Owner;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * The notifications of a tenant for its media platform: how many have a number. Sixteen more rows
 * belong to no tenant: one of them is locked by who numbers, also when the tenant has no row yet.
 */
@Entity
@Table(name = "notification_feed")
public class NotificationFeed extends OwnedEntity {

  private static final int LOCKS = 16;

  /** What no tenant and no application is called. */
  private static final String NOBODY = "*";

  @Column(name = "last_sequence")
  private int lastSequence;

  /** For the persistence provider. */
  protected NotificationFeed() {}

  NotificationFeed(UUID id, String tenantId, Instant now) {
    super(id, of(tenantId), now);
  }

  /** Whose the row of a tenant is. */
  static Owner of(String tenantId) {
    return new Owner(tenantId, NOBODY);
  }

  /** Whose the lock of a tenant is: others may share it. */
  static Owner lockOf(String tenantId) {
    return new Owner(NOBODY, Integer.toString(Math.floorMod(tenantId.hashCode(), LOCKS)));
  }

  /** Takes the next number, from 1 on. */
  int next() {
    lastSequence++;
    return lastSequence;
  }

  @Override
  public int text() {
    return 0;
  }
}
