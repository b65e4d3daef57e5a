package dev.switchboard.architecture.planted.entitieshavenopublicfields.operation;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class FaultyEntity {

  @Id public long id;
}
