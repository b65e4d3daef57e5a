package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.switchboard.support.Server;
import dev.switchboard.support.TestKeystore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code start.sh} says when something that it needs is missing or wrong. */
class StartScriptContractIT {

  private static TestKeystore keystore;

  @BeforeAll
  static void makeAKey(@TempDir Path folder) throws Exception {
    keystore = TestKeystore.in(folder);
  }

  static Stream<Arguments> whatIsMissing() {
    return Stream.concat(
        switch (Server.current()) {
          case PAYARA_MICRO ->
              Stream.of(
                  arguments("PAYARA_MICRO_JAR", ""),
                  arguments("PAYARA_MICRO_JAR", "/no/such/file"),
                  arguments("HTTP_PORT", "18181"));
          case WILDFLY ->
              Stream.of(
                  arguments("WILDFLY_HOME", ""),
                  arguments("WILDFLY_HOME", "/no/such/folder"),
                  arguments("SERVER_DIR", "/no/such/folder"),
                  arguments("SERVER_DIR", "{shipped}"),
                  arguments("MANAGEMENT_PORT", "none"));
          case GLASSFISH ->
              Stream.of(
                  arguments("GLASSFISH_HOME", ""),
                  arguments("GLASSFISH_HOME", "/no/such/folder"),
                  arguments("DOMAIN_DIR", "/no/such/folder"),
                  arguments("DOMAIN_DIR", "{shipped domain}"),
                  arguments("HTTP_PORT", "18181"));
          case PAYARA ->
              Stream.of(
                  arguments("PAYARA_HOME", ""),
                  arguments("PAYARA_HOME", "/no/such/folder"),
                  arguments("DOMAIN_DIR", "/no/such/folder"),
                  arguments("DOMAIN_DIR", "{shipped domain}"),
                  arguments("HTTP_PORT", "18181"));
          case LIBERTY ->
              Stream.of(
                  arguments("LIBERTY_HOME", ""), arguments("LIBERTY_HOME", "/no/such/folder"));
        },
        Stream.of(
            arguments("WAR_FILE", ""),
            arguments("HTTP_PORT", "http"),
            arguments("HTTP_PORT", "65536"),
            arguments("TLS_KEYSTORE", "/no/such/file"),
            arguments("TLS_KEYSTORE_PASSWORD_FILE", ""),
            arguments("TLS_KEYSTORE", "{password file}"),
            arguments("TLS_KEY_ALIAS", "other"),
            arguments("HTTPS_PORT", "0")));
  }

  @ParameterizedTest(name = "{0}={1}")
  @MethodSource("whatIsMissing")
  void whatIsMissingIsSaidInOneSentence(String variable, String value) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of("server-config", Server.current().toString(), "start.sh").toString())
            .redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("PAYARA_MICRO_JAR", System.getProperty("payara.microJar"));
    environment.put("WILDFLY_HOME", System.getProperty("wildfly.home", ""));
    environment.put("GLASSFISH_HOME", System.getProperty("glassfish.home", ""));
    environment.put("PAYARA_HOME", System.getProperty("payara.home", ""));
    environment.put("LIBERTY_HOME", System.getProperty("liberty.home", ""));
    environment.put("DOMAIN_DIR", System.getProperty(Server.current() + ".server", ""));
    environment.put("SERVER_DIR", System.getProperty("wildfly.server", ""));
    environment.put("WAR_FILE", System.getProperty("switchboard.test.war"));
    if (!variable.equals("HTTP_PORT")) {
      environment.put("TLS_KEYSTORE", keystore.file().toString());
      environment.put("TLS_KEYSTORE_PASSWORD_FILE", keystore.passwordFile().toString());
    }
    environment.put(
        variable,
        value
            .replace("{password file}", keystore.passwordFile().toString())
            .replace("{shipped}", System.getProperty("wildfly.home") + "/standalone")
            .replace(
                "{shipped domain}",
                System.getProperty(Server.current() + ".home") + "/glassfish/domains/domain1"));
    Process script = builder.start();
    List<String> said = new ArrayList<>(script.inputReader().lines().toList());

    assertThat(script.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(script.exitValue()).isEqualTo(1);
    assertThat(said).hasSize(1);
    assertThat(said.get(0))
        .startsWith("Switchboard does not start: ")
        .contains(variable.equals("TLS_KEY_ALIAS") ? "alias other" : variable)
        .endsWith(".")
        .doesNotContain(keystore.password());
    assertThat(said.get(0).toLowerCase(Locale.ROOT)).doesNotContain("exception");
  }
}
