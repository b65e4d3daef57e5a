package dev.switchboard.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How what fails inside the container leaves the service: by which status, and without a word of
 * its insides.
 */
@ExtendWith(ArquillianExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
@RunAsClient
class FailureMappingIT {

  @ArquillianResource private URL url;

  @Deployment(testable = false)
  static Archive<?> war() {
    return Deployments.builtWarWith(FailureBean.class, FailureResource.class);
  }

  @ParameterizedTest(name = "{0} answers {1}")
  @CsvSource({
    "refusal,          409, conflict",
    "defect,           500, internalServerError",
    "error,            500, internalServerError",
    "ejb,              500, internalServerError",
    "persistence,      500, internalServerError",
    "commit,           500, internalServerError",
    "optimistic-lock,  503, serviceUnavailable",
    "lock-timeout,     503, serviceUnavailable",
    "commit-unknown,   503, serviceUnavailable",
    "connection-lost,  503, serviceUnavailable",
  })
  void failureHasItsStatusAndNoInsides(String kind, int status, String code) {
    Response answer = RestAssured.get(url + "planted-failure/" + kind);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/json");
    assertThat(answer.<String>path("error.code")).isEqualTo(code);
    assertThat(answer.<String>path("error.innerError.request-id"))
        .isEqualTo(answer.header("request-id"));
    if (status == 503) {
      assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
    }
    if (status == 500) {
      assertThat(answer.<String>path("error.message")).contains(answer.header("request-id"));
    }
    if (status >= 500) {
      assertThat(answer.asString())
          .doesNotContainIgnoringCase("planted")
          .doesNotContain("Exception", "jakarta", "java.", "SQL", "at dev.");
    }
  }
}
