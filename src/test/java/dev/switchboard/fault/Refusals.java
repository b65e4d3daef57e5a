package dev.switchboard.fault;

import dev.switchboard.fault.Timeline.Slot;
import dev.switchboard.support.MergeOracle;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a refusal had its reason at some moment between the request and the answer. Where the
 * answers leave it open which versions were there meanwhile, the service is believed.
 */
final class Refusals {

  private static final int BAD_REQUEST = 400;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;

  private final Timeline timeline;
  private final Lineage lineage;

  Refusals(Timeline timeline, Lineage lineage) {
    this.timeline = timeline;
    this.lineage = lineage;
  }

  /** What is wrong with a refusal; empty if it may be right. */
  Optional<String> complaint(Exchange exchange, int status) {
    if (exchange.kind() == Exchange.Kind.PATCH && status == PRECONDITION_FAILED) {
      return complaintOfPrecondition(exchange);
    }
    if (exchange.kind() == Exchange.Kind.PATCH && (status == CONFLICT || status == BAD_REQUEST)) {
      return complaintOfState(exchange);
    }
    return Optional.of(
        "a request was refused with %d, which it gave no cause for".formatted(status));
  }

  private Optional<String> complaintOfPrecondition(Exchange exchange) {
    OptionalLong named = exchange.ifMatch();
    if (named.isEmpty()) {
      return Optional.of("a request without If-Match was refused because of it");
    }
    boolean held = earliest(exchange) == named.getAsLong() && latest(exchange) == named.getAsLong();
    return held
        ? Optional.of("a request was refused because of If-Match, which held all the time")
        : Optional.empty();
  }

  private Optional<String> complaintOfState(Exchange exchange) {
    long latest = latest(exchange);
    for (long version = earliest(exchange); version <= latest; version++) {
      Slot slot = timeline.slot(version);
      boolean asked = exchange.ifMatch().isEmpty() || exchange.ifMatch().getAsLong() == version;
      if (asked && (slot == null || MergeOracle.merge(slot.body(), exchange.patch()).isEmpty())) {
        return Optional.empty();
      }
    }
    return Optional.of(
        "a request was refused that all versions from %d to %d allow"
            .formatted(earliest(exchange), latest));
  }

  /** The version that was certainly there when the request was sent. */
  private long earliest(Exchange exchange) {
    Exchange known = timeline.latestBefore(exchange.invoked());
    return known == null ? timeline.slots().firstKey() : known.version();
  }

  /** The highest version that can have been there before the answer came. */
  private long latest(Exchange exchange) {
    long version = earliest(exchange);
    while (version < timeline.last() && lineage.begun(version + 1) < exchange.answered()) {
      version++;
    }
    return version;
  }
}
