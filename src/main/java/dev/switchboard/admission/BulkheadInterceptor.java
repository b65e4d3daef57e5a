package dev.switchboard.admission;

import dev.switchboard.error.ApiException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Optional;

/** Does what {@link Bulkhead} says. */
@Interceptor
@Bulkhead
@Priority(Interceptor.Priority.APPLICATION)
public class BulkheadInterceptor {

  @Inject private Turnstile turnstile;
  @Inject private Lanes lanes;
  @Inject private WrittenRow written;

  /**
   * Waits for the request's turn: first at the row that it writes, then at the database.
   *
   * @throws ApiException 503 if it does not come
   */
  @AroundInvoke
  Object inTurn(InvocationContext invocation) throws Exception {
    Optional<Object> row = written.key();
    row.ifPresent(lanes::enter);
    try {
      turnstile.enter();
      try {
        return invocation.proceed();
      } finally {
        turnstile.leave();
      }
    } finally {
      row.ifPresent(lanes::leave);
    }
  }
}
