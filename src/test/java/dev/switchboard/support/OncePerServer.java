package dev.switchboard.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * On tests that bring their own databases, or are about the server alone, so that a run on another
 * database would only repeat them: Payara Micro, which is run on two, does them with the embedded
 * one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OncePerServerCondition.class)
public @interface OncePerServer {}
