package dev.switchboard.database;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Lets those that come at the same time share a statement and its commit (group commit, DeWitt et
 * al., Implementation Techniques for Main Memory Database Systems, 1984). Who comes while few are
 * at work is served at once, alone and by its own thread. Who comes while as many as there are to
 * be are at work waits, and is served together with all others that wait then: the busier it is,
 * the less each of them costs. Nobody waits for others to come, and when enough wait for those at
 * work they are served beside them.
 *
 * @param <T> what is asked for
 * @param <R> what comes of it
 */
public final class GroupCommit<T, R> {

  private final int groups;
  private final int enough;
  private final int members;
  private final Function<List<T>, List<R>> work;
  private final Lock guard = new ReentrantLock();
  private final Deque<Member<T, R>> waiting = new ArrayDeque<>();
  private int atWork;

  /** One that asks. Whatever is written here is written before it is called. */
  private static final class Member<T, R> {

    private final T request;
    private final CountDownLatch called = new CountDownLatch(1);
    private boolean leads;
    private R result;
    private Throwable failure;

    private Member(T request) {
      this.request = request;
    }

    private R result() {
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure != null) {
        throw (RuntimeException) failure;
      }
      return result;
    }
  }

  /**
   * Made of what is to be done.
   *
   * @param groups how many of them are worked for at a time, unless enough others wait
   * @param enough how many that wait are a group in any case
   * @param members how many belong to a group at most
   * @param work does it for a whole group, in the thread of one of them, and returns a result for
   *     each in the same order; what it throws is thrown to all of them
   */
  public GroupCommit(int groups, int enough, int members, Function<List<T>, List<R>> work) {
    this.groups = groups;
    this.enough = enough;
    this.members = members;
    this.work = work;
  }

  /**
   * Has it done. The thread goes on waiting when it is interrupted, and is interrupted then: others
   * may depend on it.
   *
   * @return what has come of it
   */
  public R submit(T request) {
    Member<T, R> member = new Member<>(request);
    boolean interrupted = waits(member) && isInterruptedBeforeCall(member);
    if (member.leads) {
      // Whatever it does for the others is none of the business of whoever interrupted this one.
      interrupted |= Thread.interrupted();
      lead(member);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return member.result();
  }

  private boolean waits(Member<T, R> member) {
    guard.lock();
    try {
      member.leads = atWork < groups || waiting.size() + 1 >= enough;
      if (member.leads) {
        atWork++;
      } else {
        waiting.add(member);
      }
      return !member.leads;
    } finally {
      guard.unlock();
    }
  }

  private static boolean isInterruptedBeforeCall(Member<?, ?> member) {
    boolean interrupted = false;
    while (true) {
      try {
        member.called.await();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  /** For itself and those that wait now. */
  private void lead(Member<T, R> leader) {
    List<Member<T, R>> group = groupOf(leader);
    try {
      List<R> results = work.apply(group.stream().map(member -> member.request).toList());
      for (int i = 0; i < group.size(); i++) {
        group.get(i).result = results.get(i);
      }
    } catch (RuntimeException | Error e) {
      group.forEach(member -> member.failure = e);
    } finally {
      passOn();
      group.forEach(member -> member.called.countDown());
    }
  }

  private List<Member<T, R>> groupOf(Member<T, R> leader) {
    List<Member<T, R>> group = new ArrayList<>();
    group.add(leader);
    guard.lock();
    try {
      while (group.size() < members && !waiting.isEmpty()) {
        group.add(waiting.remove());
      }
      return group;
    } finally {
      guard.unlock();
    }
  }

  private void passOn() {
    guard.lock();
    try {
      // While others are at work, they pass it on to those that wait.
      Member<T, R> next = atWork <= groups || waiting.size() >= enough ? waiting.poll() : null;
      if (next == null) {
        atWork--;
      } else {
        next.leads = true;
        next.called.countDown();
      }
    } finally {
      guard.unlock();
    }
  }
}
