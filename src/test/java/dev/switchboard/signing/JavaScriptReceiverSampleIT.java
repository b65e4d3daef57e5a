package dev.switchboard.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.support.NodeProject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/**
 * The sample of a receiver in JavaScript, by {@code standardwebhooks} and {@code jose}. Skipped
 * where there is no Node.
 */
class JavaScriptReceiverSampleIT extends ReceiverSample {

  private final List<Process> receivers = new ArrayList<>();
  private NodeProject project;

  @Override
  URI start(URI discovery, List<String> secrets) throws Exception {
    if (project == null) {
      project =
          NodeProject.install(
              Path.of("src", "samples", "webhook-receiver", "javascript"),
              "webhook-receiver",
              "the receiver in JavaScript was not tested");
    }
    Process receiver =
        project.start(
            Map.of(
                "DISCOVERY", discovery.toString(),
                "APPLICATION_ID", BOT.applicationId(),
                "TENANT_ID", BOT.tenantId(),
                "SECRETS", String.join(",", secrets),
                "PORT", "0"),
            "node",
            "receiver.mjs");
    receivers.add(receiver);
    String line = receiver.inputReader(StandardCharsets.UTF_8).readLine();
    assertThat(line).startsWith("listening at ");
    return URI.create("http://127.0.0.1:" + line.substring("listening at ".length()));
  }

  @AfterAll
  void stopReceivers() {
    receivers.forEach(Process::destroy);
  }
}
