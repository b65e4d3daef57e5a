package dev.switchboard.admission;

import dev.switchboard.error.ApiException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.ArrayDeque;
import java.util.Deque;

/** Does what {@link Bulkhead} says. */
@Interceptor
@Bulkhead
@Priority(Interceptor.Priority.APPLICATION)
public class BulkheadInterceptor {

  @Inject private Turnstile turnstile;
  @Inject private Lanes lanes;
  @Inject private WrittenRows written;

  /**
   * Waits for the request's turn: first at each row that it writes, then at the database. What is
   * called within a turn goes on with it: to wait for another one would be to wait for itself.
   *
   * @throws ApiException 503 if it does not come
   */
  @AroundInvoke
  Object inTurn(InvocationContext invocation) throws Exception {
    if (written.areHeld()) {
      return invocation.proceed();
    }
    Deque<Object> entered = new ArrayDeque<>();
    try {
      for (Object row : written.inOrder()) {
        lanes.enter(row);
        entered.push(row);
      }
      turnstile.enter();
      written.held(true);
      try {
        return invocation.proceed();
      } finally {
        written.held(false);
        turnstile.leave();
      }
    } finally {
      entered.forEach(lanes::leave);
    }
  }
}
