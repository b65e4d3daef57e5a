package dev.switchboard.admission;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a resource: of all requests together only so many are inside its methods at once, a few wait
 * for a short time, and the others are refused with 503; of those that write the same row, only one
 * is inside. Around the resource and not around the service, so that the commit is counted; inside
 * the server's part, so that a client that sends or reads slowly is not.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Bulkhead {}
