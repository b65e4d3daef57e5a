package dev.switchboard.error;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.persistence.PersistenceException;

/** Does what {@link TransientFailuresAnswered} says. */
@Interceptor
@TransientFailuresAnswered
@Priority(Interceptor.Priority.APPLICATION)
public class TransientFailureInterceptor {

  /** Passes the call on; any other failure passes unchanged. */
  @AroundInvoke
  Object answer(InvocationContext invocation) throws Exception {
    try {
      return invocation.proceed();
    } catch (PersistenceException e) {
      if (Failures.isTransient(e)) {
        throw Failures.unavailable(e);
      }
      throw e;
    }
  }
}
