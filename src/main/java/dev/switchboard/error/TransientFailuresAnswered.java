package dev.switchboard.error;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a service: a database that cannot do the work just now becomes an {@link ApiException} inside
 * the bean. Left to the container it would be a system exception, logged with a stack trace each
 * time.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TransientFailuresAnswered {}
