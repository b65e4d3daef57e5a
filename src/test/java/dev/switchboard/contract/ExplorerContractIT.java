package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.Api;
import dev.switchboard.support.NodeProject;
import dev.switchboard.support.OncePerServer;
import dev.switchboard.support.Refusal;
import dev.switchboard.support.Service;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of development mode on which the service can be read about and tried. */
@OncePerServer
class ExplorerContractIT {

  private final Api bot = Api.bot();

  /** In Chromium; skipped where there is none. The tests themselves are in {@code src/test/js}. */
  @Test
  void pageWorksInABrowser() throws Exception {
    String untested = "the page of the API was not tested in a browser";
    NodeProject project = NodeProject.install("explorer", untested);
    Optional<String> browser =
        NodeProject.program(
            List.of(
                Objects.requireNonNullElse(System.getenv("BROWSER"), ""),
                "/usr/bin/chromium",
                "/usr/bin/chromium-browser",
                "/usr/bin/google-chrome"));
    if (browser.isEmpty()) {
      NodeProject.skip(untested + ", because there is no Chromium; BROWSER may name one");
    }

    NodeProject.Result tests =
        project.run(
            Map.of("SERVICE_URL", Service.url(), "BROWSER", browser.orElseThrow()),
            "node",
            "--test",
            "--test-reporter=tap",
            "explorer.test.mjs");

    assertThat(tests.status()).as(tests.output()).isZero();
    assertThat(tests.output()).contains("# pass 4");
  }

  @ParameterizedTest
  @CsvSource({
    "/explorer, text/html",
    "/explorer/, text/html",
    "/explorer/explorer.js, text/javascript",
    "/explorer/explorer.css, text/css",
    "/explorer/swagger-ui-bundle.js, text/javascript",
    "/explorer/swagger-ui.css, text/css",
    "/explorer/favicon-32x32.png, image/png",
    "/explorer/openapi.yaml, application/yaml"
  })
  void fileOfThePageRunsNothingOfStrangers(String path, String type) {
    Response response = bot.anonymous().get(bot.url() + path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.contentType()).startsWith(type);
    assertThat(response.headers().getValues("Content-Security-Policy")).hasSize(1);
    assertThat(response.header("Content-Security-Policy"))
        .startsWith("default-src 'none'; script-src 'self';")
        .doesNotContain("unsafe-eval", "*", "http:", "https:")
        .contains("frame-ancestors 'none'");
    assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/explorer/index.html",
        "/explorer/explorer.html",
        "/explorer/swagger-initializer.js",
        "/explorer/META-INF/persistence.xml",
        "/explorer/..%2Fexplorer.html",
        "/explorers"
      })
  void nothingElseIsServed(String path) {
    Response response = bot.anonymous().get(bot.url() + path);

    assertThat(response.statusCode()).isIn(400, 404);
  }

  /** Servers that serve what libraries hold below META-INF/resources would serve all of it. */
  @Test
  void libraryItselfIsNotServed() throws IOException {
    Properties library = new Properties();
    try (InputStream in =
        getClass().getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
      library.load(in);
    }
    String folder = "/webjars/swagger-ui/%s/".formatted(library.getProperty("version"));
    assertThat(getClass().getResource("/META-INF/resources" + folder + "index.html")).isNotNull();

    Refusal.of(404, bot.anonymous().get(bot.url() + folder + "index.html"));
    Refusal.of(404, bot.anonymous().get(bot.url() + folder + "swagger-ui-bundle.js"));
  }

  @Test
  void pageIsOnlyRead() {
    Refusal.of(405, bot.anonymous().body("{}").post(bot.url() + "/explorer"));
  }
}
