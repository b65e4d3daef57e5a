package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.support.OncePerServer;
import dev.switchboard.support.RawHttp;
import dev.switchboard.support.Refusal;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import dev.switchboard.support.TestIssuer;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that is taken out of use, and one that is stopped: whoever was let in is answered. */
@OncePerServer
class GracefulStopContractIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String BODY = "{\"clientContext\":\"said while it stopped\"}";

  private TestIssuer issuer;
  private String headers;

  @BeforeEach
  void startIssuer() throws Exception {
    issuer = new TestIssuer();
    headers =
        "Authorization: Bearer %s\r\nContent-Type: application/json\r\n"
            .formatted(
                issuer.token(
                    "api://switchboard",
                    Service.newTenant(),
                    "bot",
                    "Calls.Initiate.All",
                    "Calls.AccessMedia.All"));
  }

  @AfterEach
  void stopIssuer() {
    issuer.close();
  }

  @Test
  void drainFileRefusesNewRequestsAndIsDeletedWhenTheOthersHaveEnded(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("drain");
    // Left behind by a process that was killed.
    Files.createFile(file);
    try (SwitchboardProcess service =
        SwitchboardProcess.production("drained")
            .with("issuer", issuer.url())
            .with("drain-file", file.toString())
            .start()) {
      assertThat(file).doesNotExist();
      String operation = newOperation(service);
      try (SlowPatch patch = new SlowPatch(service, operation)) {
        Files.createFile(file);
        await().atMost(PATIENCE).until(() -> service.status("/health/ready") == 503);

        Response refused = send(service, "PATCH", operation, BODY);
        Refusal.of(503, refused);
        assertThat(refused.header("Retry-After")).isEqualTo("30");
        assertThat(refused.header("Connection")).isEqualToIgnoringCase("close");
        assertThat(service.status("/health/live")).isEqualTo(200);
        assertThat(file).exists();

        assertThat(patch.finish()).startsWith("HTTP/1.1 200 ").contains("said while it stopped");
      }
      await().atMost(PATIENCE).until(() -> Files.notExists(file));
      assertThat(service.status("/v1.0/communications/calls")).isEqualTo(503);
    }
  }

  @Test
  void stoppedServiceAnswersWhomItLetInAndExits() throws Exception {
    SwitchboardProcess service =
        SwitchboardProcess.production("stopped")
            .with("issuer", issuer.url())
            .hardened()
            .withEnvironment("DRAIN_SECONDS", "1")
            .start();
    try (service) {
      String operation = newOperation(service);
      try (SlowPatch patch = new SlowPatch(service, operation)) {
        service.terminate();
        await().atMost(PATIENCE).until(() -> service.status("/health/ready") == 503);

        assertThat(patch.finish()).startsWith("HTTP/1.1 200 ").contains("said while it stopped");
      }
      await().atMost(PATIENCE).until(() -> !service.isAlive());
      assertThat(service.log()).doesNotContain("\tat ");
    }
  }

  private String newOperation(SwitchboardProcess service) {
    String call =
        send(
                service,
                "POST",
                "/v1.0/communications/calls",
                "{\"callbackUri\":\"https://bot.example/cb\"}")
            .header("Location");
    String operation =
        send(
                service,
                "POST",
                URI.create(call).getPath() + "/operations",
                "{\"@odata.type\":\"#microsoft.graph.playPromptOperation\"}")
            .header("Location");
    return URI.create(operation).getPath();
  }

  private Response send(SwitchboardProcess service, String method, String path, String body) {
    return RawHttp.at(service.baseUrl())
        .send(method, service.baseUrl() + path, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  /** A request that the service has begun to read, and whose end has not been sent yet. */
  private final class SlowPatch implements AutoCloseable {

    private final Socket socket;

    SlowPatch(SwitchboardProcess service, String path) throws IOException {
      URI url = URI.create(service.baseUrl());
      socket = new Socket(url.getHost(), url.getPort());
      socket.setSoTimeout((int) PATIENCE.toMillis());
      // The server says when it is being read.
      write(
          "PATCH %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nExpect: 100-continue\r\n%sContent-Length: %d\r\n\r\n"
              .formatted(path, headers, BODY.length()));
      assertThat(head()).startsWith("HTTP/1.1 100 ");
    }

    /** The status line and the fields of an answer; some servers send fields with 100, too. */
    private String head() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = socket.getInputStream().read();
        assertThat(next).as(head.toString()).isNotNegative();
        head.append((char) next);
      }
      return head.toString();
    }

    /** Sends the rest, and tells the answer. */
    String finish() throws IOException {
      write(BODY);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void write(String text) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
