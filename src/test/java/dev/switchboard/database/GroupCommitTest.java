package dev.switchboard.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

  private static final int MOST = 4;

  /** More than ever wait here. */
  private static final int NEVER_ENOUGH = 100;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<List<Integer>> groups = new CopyOnWriteArrayList<>();
  private final CountDownLatch goOn = new CountDownLatch(1);

  @AfterEach
  void stop() {
    goOn.countDown();
    threads.shutdownNow();
  }

  /** Doubles numbers; the first group waits until it may go on. */
  private List<Integer> doubled(List<Integer> group) {
    groups.add(group);
    if (groups.size() == 1) {
      awaitGoOn();
    }
    return group.stream().map(number -> 2 * number).toList();
  }

  private void awaitGoOn() {
    waitFor(goOn);
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks in a thread of its own, and returns when that waits. */
  private CompletableFuture<Integer> asked(GroupCommit<Integer, Integer> commit, int number) {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    CompletableFuture<Integer> answer =
        CompletableFuture.supplyAsync(
            () -> {
              thread.complete(Thread.currentThread());
              return commit.submit(number);
            },
            threads);
    await().until(() -> answer.isDone() || thread.join().getState() == Thread.State.WAITING);
    return answer;
  }

  /** Asks, and fails if whoever is at work would have to go on first. */
  private int answeredMeanwhile(GroupCommit<Integer, Integer> commit, int number) {
    CompletableFuture<Integer> answer = asked(commit, number);
    await().until(answer::isDone);
    return answer.join();
  }

  private List<CompletableFuture<Integer>> askedInTurn(
      GroupCommit<Integer, Integer> commit, int count) {
    return IntStream.range(0, count).mapToObj(number -> asked(commit, number)).toList();
  }

  private static List<Integer> answers(List<CompletableFuture<Integer>> asked) {
    return asked.stream().map(CompletableFuture::join).toList();
  }

  @Test
  void whoIsAloneIsServedAtOnceByItsOwnThread() {
    List<Thread> at = new ArrayList<>();
    GroupCommit<Integer, Integer> commit =
        new GroupCommit<>(
            1,
            NEVER_ENOUGH,
            MOST,
            group -> {
              at.add(Thread.currentThread());
              return group;
            });

    assertThat(commit.submit(7)).isEqualTo(7);
    assertThat(commit.submit(8)).isEqualTo(8);
    assertThat(at).containsOnly(Thread.currentThread()).hasSize(2);
  }

  @Test
  void thoseThatComeMeanwhileAreServedTogetherInTheirOrder() {
    GroupCommit<Integer, Integer> commit = new GroupCommit<>(1, NEVER_ENOUGH, MOST, this::doubled);
    List<CompletableFuture<Integer>> asked = askedInTurn(commit, 8);
    goOn.countDown();

    assertThat(answers(asked)).containsExactly(0, 2, 4, 6, 8, 10, 12, 14);
    assertThat(groups).containsExactly(List.of(0), List.of(1, 2, 3, 4), List.of(5, 6, 7));
  }

  @Test
  void soManyGroupsAreWorkedForAtATime() {
    CountDownLatch both = new CountDownLatch(2);
    AtomicInteger atWork = new AtomicInteger();
    List<Integer> seen = new CopyOnWriteArrayList<>();
    Function<List<Integer>, List<Integer>> work =
        group -> {
          seen.add(atWork.incrementAndGet());
          both.countDown();
          awaitGoOn();
          atWork.decrementAndGet();
          return group;
        };
    List<CompletableFuture<Integer>> asked =
        askedInTurn(new GroupCommit<>(2, NEVER_ENOUGH, 1, work), 6);
    assertThat(both.getCount()).isZero();
    goOn.countDown();

    assertThat(answers(asked)).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(seen).hasSize(6).allMatch(count -> count <= 2).contains(2);
  }

  @Test
  void thoseThatAreEnoughDoNotWaitForTheGroupAtWork() {
    GroupCommit<Integer, Integer> commit = new GroupCommit<>(1, 3, MOST, this::doubled);
    List<CompletableFuture<Integer>> asked = askedInTurn(commit, 3);
    assertThat(asked).noneMatch(CompletableFuture::isDone);

    assertThat(answeredMeanwhile(commit, 3)).isEqualTo(6);
    assertThat(answers(asked.subList(1, 3))).containsExactly(2, 4);
    assertThat(asked.get(0).isDone()).isFalse();
    assertThat(groups).containsExactly(List.of(0), List.of(3, 1, 2));
  }

  /** Those at work are there for whoever comes next, however many have been served beside them. */
  @Test
  void whoComesAfterThemIsServedByThoseStillAtWork() {
    GroupCommit<Integer, Integer> commit = new GroupCommit<>(1, 3, MOST, this::doubled);
    List<CompletableFuture<Integer>> asked = askedInTurn(commit, 5);
    assertThat(asked.get(4).isDone()).isFalse();
    goOn.countDown();

    assertThat(answers(asked)).containsExactly(0, 2, 4, 6, 8);
    assertThat(groups).containsExactly(List.of(0), List.of(3, 1, 2), List.of(4));
    assertThat(commit.submit(9)).isEqualTo(18);
  }

  @Test
  void whoeverWasServedBesideThoseAtWorkLeavesFewToThem() {
    CountDownLatch besideGoesOn = new CountDownLatch(1);
    GroupCommit<Integer, Integer> commit =
        new GroupCommit<>(
            1,
            3,
            MOST,
            group -> {
              List<Integer> results = doubled(group);
              if (group.contains(3)) {
                waitFor(besideGoesOn);
              }
              return results;
            });
    List<CompletableFuture<Integer>> asked = askedInTurn(commit, 5);
    besideGoesOn.countDown();
    await().until(asked.get(3)::isDone);
    assertThat(answers(asked.subList(1, 4))).containsExactly(2, 4, 6);

    // 4 waits still, so that the third of them is enough.
    CompletableFuture<Integer> second = asked(commit, 5);
    assertThat(answeredMeanwhile(commit, 6)).isEqualTo(12);
    assertThat(second.join()).isEqualTo(10);
    assertThat(asked.get(4).join()).isEqualTo(8);
    assertThat(asked.get(0).isDone()).isFalse();
    assertThat(groups).containsExactly(List.of(0), List.of(3, 1, 2), List.of(6, 4, 5));
  }

  @Test
  void failureIsTheGroupsAndNobodyElses() {
    GroupCommit<Integer, Integer> commit =
        new GroupCommit<>(
            1,
            NEVER_ENOUGH,
            2,
            group -> {
              List<Integer> results = doubled(group);
              if (group.contains(1)) {
                throw new IllegalStateException("planted");
              }
              return results;
            });
    List<CompletableFuture<Integer>> asked = askedInTurn(commit, 5);
    goOn.countDown();

    assertThat(asked.get(0).join()).isZero();
    for (int i : List.of(1, 2)) {
      assertThatThrownBy(asked.get(i)::join)
          .isInstanceOf(CompletionException.class)
          .hasRootCauseInstanceOf(IllegalStateException.class)
          .hasRootCauseMessage("planted");
    }
    assertThat(answers(asked.subList(3, 5))).containsExactly(6, 8);
    assertThat(commit.submit(9)).isEqualTo(18);
  }

  @Test
  void errorLeavesNobodyBehindEither() {
    GroupCommit<Integer, Integer> commit =
        new GroupCommit<>(
            1,
            NEVER_ENOUGH,
            MOST,
            group -> {
              awaitGoOn();
              throw new StackOverflowError("planted");
            });
    List<CompletableFuture<Integer>> asked = askedInTurn(commit, 3);
    goOn.countDown();

    for (CompletableFuture<Integer> each : asked) {
      assertThatThrownBy(each::join).hasRootCauseInstanceOf(StackOverflowError.class);
    }
  }

  @Test
  void interruptedThreadLeavesNobodyBehindAndStaysInterrupted() {
    CountDownLatch atWork = new CountDownLatch(1);
    GroupCommit<Integer, Boolean> commit =
        new GroupCommit<>(
            1,
            NEVER_ENOUGH,
            MOST,
            group -> {
              atWork.countDown();
              awaitGoOn();
              return group.stream().map(number -> true).toList();
            });
    CompletableFuture<Boolean> first =
        CompletableFuture.supplyAsync(() -> commit.submit(1), threads);
    await().until(() -> atWork.getCount() == 0);
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    CompletableFuture<Boolean> second =
        CompletableFuture.supplyAsync(
            () -> {
              thread.complete(Thread.currentThread());
              return commit.submit(2) && Thread.currentThread().isInterrupted();
            },
            threads);
    await().until(() -> thread.join().getState() == Thread.State.WAITING);
    thread.join().interrupt();
    goOn.countDown();

    assertThat(first.join()).isTrue();
    assertThat(second.join()).isTrue();
  }

  @Test
  void interruptedThreadLeadsUndisturbed() {
    GroupCommit<Integer, Boolean> commit =
        new GroupCommit<>(
            1,
            NEVER_ENOUGH,
            MOST,
            group ->
                group.stream().map(number -> !Thread.currentThread().isInterrupted()).toList());
    Thread.currentThread().interrupt();

    assertThat(commit.submit(1)).isTrue();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void everyoneOfManyGetsItsOwnAnswer() {
    GroupCommit<Integer, Integer> commit =
        new GroupCommit<>(2, 5, MOST, group -> group.stream().map(number -> 2 * number).toList());
    List<CompletableFuture<List<Integer>>> many =
        IntStream.range(0, 16)
            .mapToObj(
                client ->
                    CompletableFuture.supplyAsync(
                        () ->
                            IntStream.range(0, 2000)
                                .map(number -> commit.submit(client * 2000 + number))
                                .boxed()
                                .toList(),
                        threads))
            .toList();

    for (int client = 0; client < many.size(); client++) {
      int first = client * 2000;
      assertThat(many.get(client).join())
          .isEqualTo(IntStream.range(first, first + 2000).map(n -> 2 * n).boxed().toList());
    }
  }
}
