package dev.switchboard.support;

import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Requests that are sent at the same moment. */
public final class AtOnce {

  private AtOnce() {}

  /** Sends each from a thread of its own and returns the answers in the order of the requests. */
  public static List<Response> send(List<Callable<Response>> requests)
      throws InterruptedException, ExecutionException {
    CyclicBarrier barrier = new CyclicBarrier(requests.size());
    List<Callable<Response>> tasks = new ArrayList<>();
    for (Callable<Response> request : requests) {
      tasks.add(() -> awaited(barrier, request));
    }
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<Response> answers = new ArrayList<>();
      for (Future<Response> answer : threads.invokeAll(tasks)) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Response awaited(CyclicBarrier barrier, Callable<Response> request)
      throws Exception {
    try {
      barrier.await();
    } catch (BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
    return request.call();
  }
}
