package dev.switchboard.architecture.planted.noentityinresources.operation;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class Operation {

  @Id private long id;

  long id() {
    return id;
  }
}
