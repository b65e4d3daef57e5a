package dev.switchboard.fault;

import dev.switchboard.fault.Exchange.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** What the answers about one operation show: which versions, and since when each was known. */
final class Timeline {

  /** One version, as the answers that carry it show it. */
  static final class Slot {

    private final List<Exchange> shown = new ArrayList<>();
    private Exchange last;

    private void add(Exchange exchange) {
      shown.add(exchange);
      if (last == null || exchange.invoked() > last.invoked()) {
        last = exchange;
      }
    }

    /** The acknowledged patches that were answered with this version. */
    List<Exchange> patches() {
      return shown.stream().filter(e -> e.kind() == Kind.PATCH).toList();
    }

    /** The answers that carry it. */
    List<Exchange> shown() {
      return shown;
    }

    /** The body that was shown last: if there are several, it is the one that lived on. */
    Map<String, Object> body() {
      return last.body();
    }

    /** All bodies that writes, or else reads, were answered with. */
    Set<Map<String, Object>> bodies(boolean ofWrites) {
      Set<Map<String, Object>> bodies = new LinkedHashSet<>();
      shown.stream().filter(e -> e.isWrite() == ofWrites).forEach(e -> bodies.add(e.body()));
      return bodies;
    }
  }

  private final NavigableMap<Long, Slot> slots = new TreeMap<>();
  private final NavigableMap<Long, Long> knownSince = new TreeMap<>();
  private final Exchange[] byAnswer;
  private final Exchange[] latest;

  /** Of all requests for one operation. */
  Timeline(List<Exchange> exchanges) {
    byAnswer =
        exchanges.stream()
            .filter(Exchange::isOk)
            .sorted(Comparator.comparingLong(Exchange::answered))
            .toArray(Exchange[]::new);
    latest = new Exchange[byAnswer.length];
    for (int i = 0; i < byAnswer.length; i++) {
      slots.computeIfAbsent(byAnswer[i].version(), key -> new Slot()).add(byAnswer[i]);
      latest[i] =
          i > 0 && latest[i - 1].version() >= byAnswer[i].version() ? latest[i - 1] : byAnswer[i];
    }
    long since = Long.MAX_VALUE;
    for (Map.Entry<Long, Slot> slot : slots.descendingMap().entrySet()) {
      for (Exchange exchange : slot.getValue().shown) {
        since = Math.min(since, exchange.answered());
      }
      knownSince.put(slot.getKey(), since);
    }
  }

  /** The answers that carry this version; null if none does. */
  Slot slot(long version) {
    return slots.get(version);
  }

  /** The first version from this one on that an answer carries; null if none does. */
  Long firstShownFrom(long version) {
    return slots.ceilingKey(version);
  }

  /** All versions that answers carry. */
  NavigableMap<Long, Slot> slots() {
    return slots;
  }

  /** The highest version that an answer carries. */
  long last() {
    return slots.lastKey();
  }

  /** When the first answer came that carries this version or a higher one: by then it was there. */
  long knownSince(long version) {
    return Objects.requireNonNull(knownSince.ceilingEntry(version)).getValue();
  }

  /** The answer with the highest version among those that came before a time; null if none did. */
  Exchange latestBefore(long time) {
    int low = 0;
    int high = byAnswer.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (byAnswer[middle].answered() < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? null : latest[low - 1];
  }
}
