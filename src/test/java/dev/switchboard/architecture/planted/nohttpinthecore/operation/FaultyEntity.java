package dev.switchboard.architecture.planted.nohttpinthecore.operation;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.ws.rs.core.MediaType;

@Entity
class FaultyEntity {

  @Id private long id;

  MediaType type() {
    return id == 0 ? null : MediaType.WILDCARD_TYPE;
  }
}
