package dev.switchboard.contract;

import dev.switchboard.contract.SecurityCase.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The negative cases: what bad input gets. One table for each kind of input, one row for each line
 * of the project's list, one case for each variant; all of them are checked by one routine, {@link
 * SecurityScene#check}. The rows that other tests hold:
 *
 * <table>
 *   <caption>Rows and the tests that hold them</caption>
 *   <tr><td>signing keys, hard expiry 24 h<td>{@code IssuerKeysTest}, in virtual time
 *   <tr><td>CORS<td>{@link BrowserContractIT}
 *   <tr><td>429, too much at once<td>{@link LoadSheddingContractIT}
 *   <tr><td>slow headers, body, reader; 500 connections<td>{@link SlowClientContractIT}
 *   <tr><td>log injection, what the audit log holds<td>{@link AuditContractIT}
 *   <tr><td>database down, pool exhausted, exception in a mapper<td>{@code FailureMappingIT}
 *   <tr><td>two lengths, two hosts, odd codings<td>{@link MessageFramingContractIT}
 *   <tr><td>TLS, banner, ports<td>{@link HardenedStartContractIT}
 *   <tr><td>started without an issuer<td>{@link StartContractIT}
 *   <tr><td>SQL only with parameters, owner in every statement<td>{@code OwnershipIT}
 * </table>
 */
// The longest first: at the end it would run alone.
@Order(1)
class SecurityContractIT {

  @TempDir private static Path folder;

  private static SecurityScene scene;

  @BeforeAll
  static void start() throws Exception {
    scene = new SecurityScene(folder);
  }

  @AfterAll
  static void stop() {
    scene.close();
  }

  @TestFactory
  Stream<DynamicContainer> token() throws Exception {
    List<Row> rows = new ArrayList<>(new TokenCases(scene).rows());
    rows.addAll(new ClaimCases(scene).rows());
    return Stream.concat(containers(rows), Stream.of(new KeyCases(scene).row()));
  }

  @TestFactory
  Stream<DynamicContainer> ownership() {
    return containers(new OwnershipCases(scene).rows());
  }

  @TestFactory
  Stream<DynamicContainer> body() throws Exception {
    List<Row> rows = new ArrayList<>(new BodyCases(scene).rows());
    rows.addAll(new TransferCases(scene).rows());
    return containers(rows);
  }

  @TestFactory
  Stream<DynamicContainer> http() {
    return containers(new HttpCases(scene).rows());
  }

  private static Stream<DynamicContainer> containers(List<Row> rows) {
    scene.remember();
    return rows.stream()
        .map(
            row ->
                DynamicContainer.dynamicContainer(
                    row.name(),
                    row.cases().stream()
                        .map(
                            each ->
                                DynamicTest.dynamicTest(each.name(), () -> scene.check(each)))));
  }
}
