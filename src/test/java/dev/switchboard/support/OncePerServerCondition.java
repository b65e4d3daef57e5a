package dev.switchboard.support;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Does what {@link OncePerServer} says. */
class OncePerServerCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Server.current() == Server.PAYARA_MICRO && TestDatabase.isPostgreSqlOfTheRun()
        ? ConditionEvaluationResult.disabled("done in the run on the embedded database")
        : ConditionEvaluationResult.enabled("the only run on this server");
  }
}
