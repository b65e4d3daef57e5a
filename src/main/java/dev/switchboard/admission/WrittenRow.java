package dev.switchboard.admission;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** Which row a request is about to write. */
@RequestScoped
class WrittenRow {

  private Object key;

  /** Notes it; rows are the same if their keys are equal. */
  void is(Object row) {
    key = row;
  }

  /** Empty for a request that reads, or that writes a row that is not there yet. */
  Optional<Object> key() {
    return Optional.ofNullable(key);
  }
}
