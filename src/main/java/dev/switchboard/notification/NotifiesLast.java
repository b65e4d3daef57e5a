package dev.switchboard.notification;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a bean whose methods are transactions of changes: when the outermost of them is about to
 * return, what was appended to the {@link Outbox} is written, after every other lock was taken.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface NotifiesLast {}
