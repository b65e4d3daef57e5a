package dev.switchboard.fault;

import dev.switchboard.fault.Timeline.Slot;
import dev.switchboard.support.MergeOracle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds for each version of one operation the write that made it. An acknowledged write that fits
 * is always taken: that leaves more unknown ones for the gaps, and an unknown write may as well
 * never have happened. The unknown ones are tried, those first whose effect is still to be seen
 * after the gap.
 */
final class Lineage {

  /** Merges that are tried for one gap, or for all of them together if they compete for writes. */
  private static final int PATIENCE = 100_000;

  /**
   * Versions that no write explains.
   *
   * @param from the first one that is missing
   * @param to the first one from there on that was shown
   */
  record Gap(long from, long to) {}

  private final Timeline timeline;
  private final List<Exchange> unknown;
  private final long earliestUnknown;
  private final Set<Exchange> used = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Long, Long> begun = new HashMap<>();
  private final TreeMap<Long, Gap> gaps = new TreeMap<>();
  private boolean undecided;
  private boolean competing;
  private int patience;

  private Lineage(Timeline timeline, List<Exchange> unknown) {
    this.timeline = timeline;
    this.unknown = unknown;
    this.earliestUnknown =
        unknown.stream().mapToLong(Exchange::invoked).min().orElse(Long.MAX_VALUE);
  }

  /**
   * Explains the versions.
   *
   * @param unknown the patches of which nobody told
   */
  static Lineage of(Timeline timeline, List<Exchange> unknown) {
    Lineage lineage = new Lineage(timeline, unknown);
    lineage.explainGapByGap();
    if (lineage.competing) {
      lineage.explainAsAWhole();
    }
    return lineage;
  }

  /** What could not be explained. */
  List<Gap> gaps() {
    return List.copyOf(gaps.values());
  }

  /** Whether there were too many possibilities to try them all. */
  boolean isUndecided() {
    return undecided;
  }

  /** The earliest moment at which a version can have been made. */
  long begun(long version) {
    return begun.getOrDefault(version, Long.MIN_VALUE);
  }

  private void explainGapByGap() {
    long version = timeline.slots().firstKey() + 1;
    while (version <= timeline.last()) {
      Map<String, Object> before = timeline.slot(version - 1).body();
      long end = timeline.firstShownFrom(version);
      patience = PATIENCE;
      if (!explained(version, before, end)) {
        explainWithUsed(version, before, end);
      }
      version = end + 1;
    }
  }

  /** Tells what cannot be explained at all from what other gaps have taken the writes of. */
  private void explainWithUsed(long version, Map<String, Object> before, long end) {
    List<Exchange> usedElsewhere = List.copyOf(used);
    used.clear();
    if (patience > 0 && explained(version, before, end)) {
      competing = true;
    } else if (patience > 0) {
      gaps.put(version, new Gap(version, end));
    } else {
      undecided = true;
    }
    used.addAll(usedElsewhere);
  }

  /** Only what each gap alone can be explained by is left: gaps compete for writes. */
  private void explainAsAWhole() {
    if (!gaps.isEmpty()) {
      return;
    }
    used.clear();
    patience = PATIENCE;
    long first = timeline.slots().firstKey();
    if (!explained(first + 1, timeline.slot(first).body(), timeline.last())) {
      if (patience > 0) {
        gaps.put(first + 1, new Gap(first + 1, timeline.last()));
      } else {
        undecided = true;
      }
    }
  }

  private boolean explained(long from, Map<String, Object> bodyBefore, long end) {
    long version = from;
    Map<String, Object> before = bodyBefore;
    while (version <= end && isAcknowledged(version, before)) {
      before = timeline.slot(version).body();
      version++;
    }
    if (version > end) {
      return true;
    }
    begun.put(version, earliestUnknown);
    for (Step step : steps(version, before)) {
      used.add(step.write());
      if (explained(version + 1, step.after(), end)) {
        return true;
      }
      used.remove(step.write());
    }
    begun.remove(version);
    return false;
  }

  private boolean isAcknowledged(long version, Map<String, Object> before) {
    Slot slot = timeline.slot(version);
    if (slot == null || slot.body().equals(before)) {
      return false;
    }
    long first = Long.MAX_VALUE;
    for (Exchange patch : slot.patches()) {
      if (patch.invoked() < first
          && patch.invoked() < timeline.knownSince(version)
          && patch.mayMake(version)
          && MergeOracle.merge(before, patch.patch()).equals(Optional.of(slot.body()))) {
        first = patch.invoked();
      }
    }
    // An unknown write may have done the same before, and this one changed nothing.
    begun.put(version, Math.min(first, earliestUnknown));
    return first < Long.MAX_VALUE;
  }

  /** An unknown write that can have made a version, and the body that it leads to. */
  private record Step(Exchange write, Map<String, Object> after) {}

  private List<Step> steps(long version, Map<String, Object> before) {
    Slot slot = timeline.slot(version);
    Map<String, Object> target = timeline.slot(timeline.firstShownFrom(version)).body();
    List<Step> steps = new ArrayList<>();
    Set<Map<String, Object>> effects = new HashSet<>();
    for (Exchange write : unknown) {
      if (used.contains(write)
          || !write.mayMake(version)
          || write.invoked() >= timeline.knownSince(version)
          || patience-- <= 0) {
        continue;
      }
      MergeOracle.merge(before, write.patch())
          .filter(after -> !after.equals(before))
          .filter(after -> slot == null || after.equals(slot.body()))
          .filter(after -> write.ifMatch().isPresent() || effects.add(write.patch()))
          .ifPresent(after -> steps.add(new Step(write, after)));
    }
    steps.sort(
        Comparator.comparing(
            step -> !MergeOracle.merge(target, step.write().patch()).equals(Optional.of(target))));
    return steps;
  }
}
