package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.NodeProject;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import dev.switchboard.support.Tokens;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The official Microsoft Graph client for JavaScript, unmodified; the tests themselves are in
 * {@code src/test/js}. Skipped where there is no Node.
 */
class GraphJavaScriptSdkContractIT {

  @Test
  void clientWorksUnchanged() throws Exception {
    NodeProject project = NodeProject.install("", "the Graph client for JavaScript was not tested");

    NodeProject.Result tests;
    try (SwitchboardProcess service = SwitchboardProcess.development("tls").withTls().start()) {
      tests =
          project.run(
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
}
