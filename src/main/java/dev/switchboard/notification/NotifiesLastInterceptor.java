package dev.switchboard.notification;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Does what {@link NotifiesLast} says. */
@Interceptor
@NotifiesLast
@Priority(Interceptor.Priority.APPLICATION + 1)
public class NotifiesLastInterceptor {

  @Inject private Outbox outbox;

  /** Passes the call on. What it throws rolls back, and nothing is written. */
  @AroundInvoke
  Object last(InvocationContext invocation) throws Exception {
    if (!outbox.open()) {
      // Called by another one, which writes.
      return invocation.proceed();
    }
    Object result = invocation.proceed();
    outbox.write();
    return result;
  }
}
