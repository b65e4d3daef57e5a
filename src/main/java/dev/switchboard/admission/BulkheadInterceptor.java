package dev.switchboard.admission;

import dev.switchboard.error.ApiException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Does what {@link Bulkhead} says. */
@Interceptor
@Bulkhead
@Priority(Interceptor.Priority.APPLICATION)
public class BulkheadInterceptor {

  @Inject private Turnstile turnstile;

  /**
   * Waits for the request's turn.
   *
   * @throws ApiException 503 if it does not come
   */
  @AroundInvoke
  Object inTurn(InvocationContext invocation) throws Exception {
    turnstile.enter();
    try {
      return invocation.proceed();
    } finally {
      turnstile.leave();
    }
  }
}
