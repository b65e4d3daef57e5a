package dev.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.fault.Exchange.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Histories of a service that keeps every rule, with requests that overlap as they like and with
 * answers that are lost, are green; the same histories with one thing changed are red.
 */
class ConsistencyCheckerPropertyTest {

  @Property(edgeCases = EdgeCasesMode.NONE)
  void historyOfACorrectServiceIsGreen(@ForAll long seed) {
    // Few values, so that writes repeat each other, change nothing, or explain the same gap.
    List<Exchange> history = new SequentialModel(new Random(seed), 3).run();

    Verdict verdict = ConsistencyChecker.check(history);

    assertThat(verdict.findings()).as(verdict.toString()).isEmpty();
    assertThat(verdict.lost()).isZero();
    assertThat(verdict.undecided()).isZero();
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void changedHistoryIsRed(@ForAll Mutation mutation, @ForAll long seed) {
    Random random = new Random(seed);
    // A value of its own for each write, and every answer is there: none can stand for another.
    List<Exchange> history = new SequentialModel(random, Integer.MAX_VALUE).run();

    List<Exchange> changed = mutation.applyTo(history, random);

    assertThat(ConsistencyChecker.check(history).isGreen()).isTrue();
    assertThat(changed).isNotEqualTo(history);
    assertThat(ConsistencyChecker.check(changed).isGreen()).isFalse();
  }

  /** What can go wrong with one answer. */
  enum Mutation {
    DROPPED_WRITE {
      @Override
      Exchange change(Exchange write, Exchange other) {
        return null;
      }
    },
    WRITE_THAT_WAS_SAID_TO_BE_REFUSED {
      @Override
      Exchange change(Exchange write, Exchange other) {
        return with(write, write.invoked(), write.answered(), new Outcome.Refused(409));
      }
    },
    VERSION_NOT_ADVANCED {
      @Override
      Exchange change(Exchange write, Exchange other) {
        return answered(write, write.version() - 1, write.body());
      }
    },
    VERSION_OF_ANOTHER_WRITE {
      @Override
      Exchange change(Exchange write, Exchange other) {
        return answered(write, other.version(), write.body());
      }
    },
    VERSION_SKIPPED {
      @Override
      Exchange change(Exchange write, Exchange other) {
        return answered(write, write.version() + 1_000, write.body());
      }
    },
    BODY_OF_ANOTHER_WRITE {
      @Override
      Exchange change(Exchange write, Exchange other) {
        return answered(write, write.version(), other.body());
      }
    },
    MEMBER_LOST {
      @Override
      Exchange change(Exchange write, Exchange other) {
        Map<String, Object> body = new LinkedHashMap<>(write.body());
        body.remove(write.patch().keySet().iterator().next());
        return answered(write, write.version(), body);
      }
    },
    SHOWN_BEFORE_IT_BEGAN {
      @Override
      boolean isOfTheFirstWrite() {
        return true;
      }

      @Override
      Exchange change(Exchange write, Exchange other) {
        return with(
            write, SequentialModel.CLOSING_TIME, SequentialModel.CLOSING_TIME + 1, write.outcome());
      }
    },
    ANOTHER_IF_MATCH {
      @Override
      Exchange change(Exchange write, Exchange other) {
        return new Exchange(
            write.client(),
            write.operation(),
            write.kind(),
            write.patch(),
            OptionalLong.of(write.version() + 1),
            write.invoked(),
            write.answered(),
            write.outcome());
      }
    },
    STALE_LAST_READ {
      @Override
      boolean isOfTheLastRead() {
        return true;
      }

      @Override
      Exchange change(Exchange read, Exchange write) {
        return answered(read, write.version() - 1, write.body());
      }
    },
    INVENTED_LAST_READ {
      @Override
      boolean isOfTheLastRead() {
        return true;
      }

      @Override
      Exchange change(Exchange read, Exchange write) {
        return answered(read, read.version() + 1, write.body());
      }
    },
    OPERATION_GONE {
      @Override
      boolean isOfTheLastRead() {
        return true;
      }

      @Override
      Exchange change(Exchange read, Exchange write) {
        return with(read, read.invoked(), read.answered(), new Outcome.Refused(404));
      }
    };

    /** The changed request; null if it is dropped. */
    abstract Exchange change(Exchange write, Exchange other);

    boolean isOfTheLastRead() {
      return false;
    }

    /** The last one may well have been later. */
    boolean isOfTheFirstWrite() {
      return false;
    }

    List<Exchange> applyTo(List<Exchange> history, Random random) {
      // In such a history each done write has a version of its own; the first two are always done.
      List<Exchange> writes =
          history.stream()
              .filter(e -> e.kind() == Kind.PATCH && e.isOk())
              .sorted(Comparator.comparingLong(Exchange::version))
              .toList();
      int chosen = isOfTheFirstWrite() ? 0 : random.nextInt(writes.size());
      Exchange write = writes.get(chosen);
      Exchange other = writes.get((chosen + 1) % writes.size());
      Exchange target = isOfTheLastRead() ? history.get(history.size() - 1) : write;
      Exchange changed = change(target, isOfTheLastRead() ? write : other);
      List<Exchange> result = new ArrayList<>(history);
      result.remove(target);
      if (changed != null) {
        result.add(changed);
      }
      result.sort(Comparator.comparingLong(Exchange::invoked));
      return result;
    }

    private static Exchange answered(Exchange exchange, long version, Map<String, Object> body) {
      return with(exchange, exchange.invoked(), exchange.answered(), new Outcome.Ok(version, body));
    }

    private static Exchange with(Exchange exchange, long invoked, long answered, Outcome outcome) {
      return new Exchange(
          exchange.client(),
          exchange.operation(),
          exchange.kind(),
          exchange.patch(),
          exchange.ifMatch(),
          invoked,
          answered,
          outcome);
    }
  }
}
