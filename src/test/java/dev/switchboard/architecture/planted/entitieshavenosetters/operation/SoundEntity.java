package dev.switchboard.architecture.planted.entitieshavenosetters.operation;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class SoundEntity {

  @Id private long id;

  void settle() {
    id++;
  }
}
