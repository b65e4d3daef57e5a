package dev.switchboard.operation;

import java.util.Objects;
import java.util.function.Function;

/** What a patch says of one member: absent keeps it, null clears it, a value sets it. */
public sealed interface Change<T> {

  /** The member is absent from the patch. */
  record Keep<T>() implements Change<T> {}

  /** The member is null in the patch. */
  record Clear<T>() implements Change<T> {}

  /** The member has a value in the patch. */
  record Set<T>(T value) implements Change<T> {

    public Set {
      Objects.requireNonNull(value);
    }
  }

  static <T> Change<T> keep() {
    return new Keep<>();
  }

  static <T> Change<T> clear() {
    return new Clear<>();
  }

  static <T> Change<T> set(T value) {
    return new Set<>(value);
  }

  /** What the member becomes; null is "no value". */
  default T applyTo(T current) {
    return mergeInto(current, Function.identity());
  }

  /**
   * What the member becomes when a value of the patch first has to be merged with the current one.
   */
  default <R> R mergeInto(R current, Function<T, R> merge) {
    // A switch over patterns is Java 21's.
    if (this instanceof Keep<T>) {
      return current;
    }
    return this instanceof Set<T> set ? merge.apply(set.value()) : null;
  }
}
