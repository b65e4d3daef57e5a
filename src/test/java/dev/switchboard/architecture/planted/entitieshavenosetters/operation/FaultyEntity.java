package dev.switchboard.architecture.planted.entitieshavenosetters.operation;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class FaultyEntity {

  @Id private long id;

  long id() {
    return id;
  }

  void setId(long id) {
    this.id = id;
  }
}
