package dev.switchboard.fault;

import com.nimbusds.jose.JOSEException;
import dev.switchboard.support.PostgresServer;
import dev.switchboard.support.Service;
import dev.switchboard.support.SwitchboardProcess;
import dev.switchboard.support.TestIssuer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Some nodes of one service: they share a PostgreSQL and trust the same issuer of tokens. */
final class Nodes implements AutoCloseable {

  private static final String AUDIENCE = "api://switchboard";

  private final String name;
  private final PostgresServer postgres;
  private final TestIssuer issuer;
  private final List<SwitchboardProcess> processes = new CopyOnWriteArrayList<>();

  private Nodes(String name, PostgresServer postgres, TestIssuer issuer) {
    this.name = name;
    this.postgres = postgres;
    this.issuer = issuer;
  }

  /** Starts so many; {@code name} is that of their folders. */
  static Nodes start(String name, int many) throws IOException, JOSEException {
    Nodes nodes = new Nodes(name, PostgresServer.start(name), new TestIssuer());
    for (int i = 0; i < many; i++) {
      nodes.processes.add(nodes.node(i));
    }
    return nodes;
  }

  /** One of them, as long as it runs. */
  SwitchboardProcess get(int node) {
    return processes.get(node);
  }

  /** Starts one again, on another port. */
  void startAgain(int node) {
    processes.set(node, node(node));
  }

  /** Any of them for each request. */
  HttpTarget any(String token) {
    return new HttpTarget(
        () -> processes.stream().map(SwitchboardProcess::baseUrl).toList(), token);
  }

  /** One of them, whichever port it has. */
  HttpTarget one(int node, String token) {
    return new HttpTarget(() -> List.of(get(node).baseUrl()), token);
  }

  /** A token of an application in a new tenant that may do all that the tests do. */
  String token() {
    try {
      return issuer.token(
          AUDIENCE, Service.newTenant(), "bot", "Calls.Initiate.All", "Calls.AccessMedia.All");
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    processes.forEach(SwitchboardProcess::kill);
    issuer.close();
    postgres.close();
  }

  private SwitchboardProcess node(int node) {
    return SwitchboardProcess.production(name + "-" + node)
        .with(postgres.asSettings())
        .with("issuer", issuer.url())
        .with("audience", AUDIENCE)
        // It would fill the log, whose size is limited.
        .with(
            "audit-log",
            Path.of(System.getProperty("switchboard.test.workdir"), name, "audit-" + node + ".log")
                .toString())
        .hardened()
        .start();
  }
}
