package dev.switchboard.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.net.URL;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Answers are written by one Jsonb, which not every server would keep by itself. */
@ExtendWith(ArquillianExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
@RunAsClient
class JsonbIT {

  @ArquillianResource private URL url;

  @Deployment(testable = false)
  static Archive<?> war() {
    return Deployments.builtWarWith(JsonbResource.class);
  }

  @Test
  void allAnswersAreWrittenByTheSame() {
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      List<Integer> two = RestAssured.get(url + "planted-jsonb").path("$");
      seen.addAll(two);
    }

    assertThat(seen).hasSize(1).doesNotContain(0);
  }
}
