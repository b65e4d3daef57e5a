package dev.switchboard.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.builder.AstBuilder;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.control.CompilePhase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Jenkinsfile parses as Groovy and has the shape of a declarative pipeline. Jenkins' own parser
 * is not on Maven Central, so the sections are checked here against its documentation.
 */
class JenkinsfileTest {

  private final Map<String, ClosureExpression> pipeline = sections(onlyCall(parse()));

  @Test
  void isADeclarativePipeline() {
    assertThat(pipeline.keySet())
        .containsAll(List.of("agent", "stages"))
        .isSubsetOf(
            "agent", "environment", "options", "parameters", "post", "stages", "tools", "triggers");
  }

  @Test
  void everyStageHasSteps() {
    Map<String, ClosureExpression> stages = blocks(pipeline.get("stages"));

    assertThat(stages).containsOnlyKeys("stage");
    assertThat(blocks(stages.get("stage"))).containsKey("steps");
  }

  @Test
  void reportsAndArchives() {
    assertThat(blocks(pipeline.get("post")).keySet())
        .isSubsetOf("always", "success", "failure", "unstable", "changed", "cleanup");
    assertThat(text(blocks(pipeline.get("post")).get("always"))).contains("junit");
    assertThat(text(blocks(pipeline.get("post")).get("success")))
        .contains("archiveArtifacts")
        .contains("target/switchboard.war");
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify", "-Ppostgresql verify", "-Pwildfly,postgresql verify"})
  void runsTheCommandsOfTheReadmeAsCiDoes(String command) throws IOException {
    ClosureExpression stage = blocks(pipeline.get("stages")).get("stage");
    assertThat(text(blocks(stage).get("steps"))).contains("mvn -B -ntp " + command);
    assertThat(Files.readAllLines(Path.of(".ci", "run"))).contains("mvn -B -ntp " + command);
    assertThat(Files.readAllLines(Path.of("README.md"))).contains("mvn " + command);
  }

  private static BlockStatement parse() {
    try {
      List<ASTNode> nodes =
          new AstBuilder()
              .buildFromString(CompilePhase.CONVERSION, Files.readString(Path.of("Jenkinsfile")));
      return (BlockStatement) nodes.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The block of the one {@code pipeline} call that the file consists of. */
  private static ClosureExpression onlyCall(BlockStatement file) {
    assertThat(file.getStatements()).hasSize(1);
    MethodCallExpression call = (MethodCallExpression) expression(file.getStatements().get(0));
    assertThat(call.getMethodAsString()).isEqualTo("pipeline");
    return block(call);
  }

  /** The sections of a pipeline; {@code agent any} is one without a block. */
  private static Map<String, ClosureExpression> sections(ClosureExpression pipeline) {
    Map<String, ClosureExpression> sections = blocks(pipeline);
    for (Statement statement : ((BlockStatement) pipeline.getCode()).getStatements()) {
      if (expression(statement) instanceof MethodCallExpression call && block(call) == null) {
        assertThat(call.getMethodAsString()).isEqualTo("agent");
        assertThat(((ArgumentListExpression) call.getArguments()).getExpression(0))
            .isInstanceOfSatisfying(
                VariableExpression.class, name -> assertThat(name.getName()).isIn("any", "none"));
        sections.put("agent", null);
      }
    }
    return sections;
  }

  private static Map<String, ClosureExpression> blocks(ClosureExpression closure) {
    Map<String, ClosureExpression> blocks = new LinkedHashMap<>();
    for (Statement statement : ((BlockStatement) closure.getCode()).getStatements()) {
      if (expression(statement) instanceof MethodCallExpression call && block(call) != null) {
        blocks.put(call.getMethodAsString(), block(call));
      }
    }
    return blocks;
  }

  private static Expression expression(Statement statement) {
    return statement instanceof ReturnStatement last
        ? last.getExpression()
        : ((ExpressionStatement) statement).getExpression();
  }

  private static ClosureExpression block(MethodCallExpression call) {
    List<Expression> arguments = ((ArgumentListExpression) call.getArguments()).getExpressions();
    return !arguments.isEmpty()
            && arguments.get(arguments.size() - 1) instanceof ClosureExpression closure
        ? closure
        : null;
  }

  private static String text(ClosureExpression closure) {
    return closure.getCode().getText();
  }
}
