package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import dev.switchboard.support.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The official Microsoft Graph client for JavaScript, unmodified; the tests themselves are in
 * {@code src/test/js}. Skipped where there is no Node.
 */
class GraphJavaScriptSdkContractIT {

  private static final String SKIPPED =
      "SKIPPED: the Graph client for JavaScript was not tested, because node and npm are not on the PATH";

  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", ".npmrc", "graph-client.test.mjs");

  @Test
  void clientWorksUnchanged() throws Exception {
    if (!succeeds("node", "--version") || !succeeds("npm", "--version")) {
      // The build tells the number of skipped tests, not why.
      System.getLogger(getClass().getName()).log(System.Logger.Level.WARNING, SKIPPED);
      abort(SKIPPED);
    }
    Path folder =
        Files.createDirectories(Path.of(System.getProperty("switchboard.test.workdir"), "js"));
    for (String file : FILES) {
      Files.write(
          folder.resolve(file), Files.readAllBytes(Path.of("src", "test", "js").resolve(file)));
    }
    assertThat(run(folder, Map.of(), "npm", "ci", "--no-audit", "--no-fund"))
        .extracting(Result::status)
        .isEqualTo(0);

    Result tests;
    try (SwitchboardProcess service = SwitchboardProcess.development("tls").withTls().start()) {
      tests =
          run(
              folder,
              Map.of(
                  "SERVICE_URL",
                  service.tlsUrl(),
                  "ACCESS_TOKEN",
                  Tokens.of(service.baseUrl(), "bot", Service.newTenant()),
                  "NODE_TLS_REJECT_UNAUTHORIZED",
                  "0"),
              "node",
              "--test",
              "--test-reporter=tap",
              "graph-client.test.mjs");
    }

    assertThat(tests.status()).as(tests.output()).isZero();
    // A runner that found no test is green as well.
    assertThat(tests.output()).contains("# pass 7");
  }

  /**
   * A process that has ended.
   *
   * @param status its exit status
   * @param output what it printed
   */
  private record Result(int status, String output) {}

  private static boolean succeeds(String... command) {
    try {
      return run(Path.of("."), Map.of(), command).status() == 0;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }

  private static Result run(Path folder, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }
}
