package dev.switchboard.support;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Payara Micro, which is one jar. */
final class PayaraMicro implements ServerUnderTest {

  private static final Pattern FAILED_DEPLOYMENT =
      Pattern.compile("Exception while (loading|deploying) the app");

  @Override
  public ProcessBuilder byHand(Launch launch) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ServerUnderTest.java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx" + launch.heap(),
                "-Dhttp.enabled=true",
                "-Dlisten.address=127.0.0.1",
                // It unpacks 100 MB there and leaves them when it is killed.
                "-Djava.io.tmpdir=" + launch.temporary()));
    launch.settings().forEach((key, value) -> command.add("-Dswitchboard." + key + "=" + value));
    command.addAll(
        List.of(
            "-jar",
            System.getProperty("payara.microJar"),
            "--deploy",
            System.getProperty("switchboard.test.war"),
            "--contextroot",
            "/",
            "--port",
            Integer.toString(launch.port()),
            "--nohazelcast",
            "--disablephonehome",
            "--logproperties",
            serverConfig("logging.properties"),
            "--prebootcommandfile",
            serverConfig("preboot.asadmin")));
    if (launch.tls()) {
      command.addAll(List.of("--sslport", Integer.toString(launch.tlsPort())));
    }
    return ServerUnderTest.process(command);
  }

  @Override
  public ProcessBuilder byScript(Launch launch) {
    ProcessBuilder builder = ServerUnderTest.script(serverConfig("start.sh"), launch);
    builder.environment().put("PAYARA_MICRO_JAR", System.getProperty("payara.microJar"));
    return builder;
  }

  @Override
  public Pattern failedDeployment() {
    return FAILED_DEPLOYMENT;
  }

  private static String serverConfig(String file) {
    return ServerUnderTest.serverConfig("payara-micro", file).toString();
  }
}
