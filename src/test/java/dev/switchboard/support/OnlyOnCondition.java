package dev.switchboard.support;

import java.util.Arrays;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Does what {@link OnlyOn} says. */
class OnlyOnCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Server server = Server.current();
    return AnnotationSupport.findAnnotation(context.getElement(), OnlyOn.class)
        .filter(only -> !Arrays.asList(only.value()).contains(server))
        .map(only -> ConditionEvaluationResult.disabled("not for " + server))
        .orElseGet(() -> ConditionEvaluationResult.enabled("for " + server));
  }
}
