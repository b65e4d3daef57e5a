package dev.switchboard.fault;

import dev.switchboard.fault.Exchange.Kind;
import dev.switchboard.fault.Timeline.Slot;
import dev.switchboard.support.MergeOracle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Holds what was asked of one operation to the rules. */
final class OperationCheck {

  private static final long FIRST_VERSION = 1;

  private final String operation;
  private final List<Exchange> exchanges;
  private final List<Finding> findings;
  private long lost;
  private boolean undecided;

  /** Findings are added to those of other operations. */
  OperationCheck(String operation, List<Exchange> exchanges, List<Finding> findings) {
    this.operation = operation;
    this.exchanges = exchanges;
    this.findings = findings;
  }

  /** The acknowledged writes that are not there at the end. */
  long lost() {
    return lost;
  }

  /** Whether the unknown writes left too many possibilities to try them all. */
  boolean isUndecided() {
    return undecided;
  }

  void run() {
    List<Exchange> creations =
        exchanges.stream().filter(e -> e.kind() == Kind.CREATE && e.isOk()).toList();
    if (creations.size() != 1) {
      add(
          Rule.NO_INVENTION,
          "it was created %d times, though it answers".formatted(creations.size()),
          creations.isEmpty() ? exchanges.subList(0, 1) : creations);
      return;
    }
    Timeline timeline = new Timeline(exchanges);
    if (!creationHolds(creations.get(0), timeline)) {
      return;
    }
    Lineage lineage =
        Lineage.of(
            timeline,
            exchanges.stream().filter(e -> e.kind() == Kind.PATCH && e.isUnknown()).toList());
    undecided = lineage.isUndecided();
    timeline.slots().forEach(this::checkSlot);
    lineage.gaps().forEach(gap -> checkGap(gap, timeline));
    for (Exchange exchange : exchanges) {
      if (exchange.isOk()) {
        checkRealTime(exchange, timeline);
      }
    }
    checkEnd(timeline);
    Refusals refusals = new Refusals(timeline, lineage);
    for (Exchange exchange : exchanges) {
      if (exchange.outcome() instanceof Outcome.Refused refused) {
        refusals
            .complaint(exchange, refused.status())
            .ifPresent(sentence -> add(Rule.LAWFUL_REFUSAL, sentence, exchange));
      }
    }
  }

  private boolean creationHolds(Exchange creation, Timeline timeline) {
    if (creation.version() != FIRST_VERSION) {
      add(Rule.VERSIONS, "its creation was answered with another version than 1", creation);
      return false;
    }
    if (timeline.slots().firstKey() != FIRST_VERSION) {
      Slot slot = timeline.slots().firstEntry().getValue();
      add(Rule.VERSIONS, "a version below that of its creation was answered", slot.shown());
      return false;
    }
    if (!MergeOracle.create(creation.patch()).equals(Optional.of(creation.body()))) {
      add(Rule.MERGE, "its first body does not follow from the document", creation);
    }
    return true;
  }

  /** What can be said of the answers with one version alone. */
  private void checkSlot(long version, Slot slot) {
    if (slot.bodies(true).size() > 1) {
      add(
          Rule.VERSIONS,
          "writes with different results were answered with version " + version,
          slot.shown().stream().filter(Exchange::isWrite).toList());
    }
    List<Map<String, Object>> read = new ArrayList<>(slot.bodies(false));
    if (!slot.bodies(true).isEmpty()) {
      read.removeAll(slot.bodies(true));
    } else if (!read.isEmpty()) {
      read.remove(slot.body());
    }
    if (!read.isEmpty()) {
      add(
          Rule.NO_INVENTION,
          "version %d was read with a body that no write produced".formatted(version),
          slot.shown().stream().filter(e -> read.contains(e.body())).toList());
    }
    List<Exchange> winners = new ArrayList<>();
    for (Exchange patch : slot.patches()) {
      long named = patch.ifMatch().orElse(version);
      if (named == version - 1) {
        winners.add(patch);
      } else if (named != version) {
        add(Rule.PRECONDITION, "a write was done though its If-Match did not hold", patch);
      }
      if (!isMergedIn(slot.body(), patch) && slot.bodies(true).size() == 1) {
        add(Rule.MERGE, "the body of version " + version + " lacks a write that it answers", patch);
      }
    }
    if (winners.size() > 1) {
      add(Rule.PRECONDITION, "several writes with the same If-Match were done", winners);
    }
  }

  private void checkGap(Lineage.Gap gap, Timeline timeline) {
    Slot slot = timeline.slot(gap.to());
    if (gap.from() < gap.to()) {
      add(
          Rule.VERSIONS,
          "no writes account for the versions from %d to %d".formatted(gap.from(), gap.to()),
          slot.shown());
      return;
    }
    Map<String, Object> before = timeline.slot(gap.from() - 1).body();
    if (slot.body().equals(before)) {
      add(Rule.VERSIONS, "version %d changes nothing".formatted(gap.to()), slot.shown());
    } else if (slot.patches().isEmpty()) {
      add(
          Rule.NO_INVENTION,
          "no write can have made version %d from %s".formatted(gap.to(), before),
          slot.shown());
    } else if (changers(slot, before) > 1) {
      add(Rule.VERSIONS, "several writes share version " + gap.to(), slot.patches());
    } else if (changers(slot, before) == 1 && follows(slot, before)) {
      // It is no writer because of its time, or because of its If-Match: that is told elsewhere.
      if (slot.patches().stream().allMatch(p -> p.invoked() >= timeline.knownSince(gap.to()))) {
        add(
            Rule.REAL_TIME,
            "version %d was known before its write began".formatted(gap.to()),
            slot.shown());
      }
    } else {
      add(
          Rule.MERGE,
          "version %d does not follow from the one before it, %s".formatted(gap.to(), before),
          slot.patches());
    }
  }

  /** How many of the writes that were answered with a version would have made a new one. */
  private static long changers(Slot slot, Map<String, Object> before) {
    return slot.patches().stream()
        .map(patch -> MergeOracle.merge(before, patch.patch()).orElse(before))
        .filter(after -> !after.equals(before))
        .distinct()
        .count();
  }

  private static boolean follows(Slot slot, Map<String, Object> before) {
    return slot.patches().stream()
        .anyMatch(
            patch -> MergeOracle.merge(before, patch.patch()).equals(Optional.of(slot.body())));
  }

  private void checkRealTime(Exchange exchange, Timeline timeline) {
    Exchange known = timeline.latestBefore(exchange.invoked());
    if (known != null && known.version() > exchange.version()) {
      add(
          exchange.isWrite() ? Rule.REAL_TIME : Rule.FRESH_READ,
          "version %d was answered after version %d had been"
              .formatted(exchange.version(), known.version()),
          exchange,
          known);
    }
  }

  /** Compares what was acknowledged with the last read, which must be later than all else. */
  private void checkEnd(Timeline timeline) {
    Exchange end =
        exchanges.stream()
            .filter(e -> e.kind() == Kind.READ)
            .max(Comparator.comparingLong(Exchange::invoked))
            .orElse(null);
    long lastAnswer =
        exchanges.stream()
            .filter(e -> !e.isUnknown() && !e.equals(end))
            .mapToLong(Exchange::answered)
            .max()
            .orElseThrow();
    if (end == null || end.isUnknown() || end.invoked() < lastAnswer) {
      add(
          Rule.NOTHING_LOST,
          "it was not read after all else",
          end == null ? List.of() : List.of(end));
      return;
    }
    Map<Exchange, String> missing = new LinkedHashMap<>();
    timeline
        .slots()
        .forEach(
            (version, slot) -> {
              for (Exchange write : slot.shown().stream().filter(Exchange::isWrite).toList()) {
                if (!end.isOk() || version > end.version()) {
                  missing.put(write, "the last read does not show its version");
                } else if (write.kind() == Kind.PATCH && !isMergedIn(slot.body(), write)) {
                  missing.put(write, "its version lived on without it");
                }
              }
            });
    lost = missing.size();
    missing.forEach(
        (write, why) ->
            add(Rule.NOTHING_LOST, "an acknowledged write is lost: " + why, write, end));
  }

  private static boolean isMergedIn(Map<String, Object> body, Exchange patch) {
    return MergeOracle.merge(body, patch.patch()).equals(Optional.of(body));
  }

  private void add(Rule rule, String sentence, Exchange... evidence) {
    add(rule, sentence, List.of(evidence));
  }

  private void add(Rule rule, String sentence, List<Exchange> evidence) {
    findings.add(new Finding(rule, operation, Objects.requireNonNull(sentence), evidence));
  }
}
