package dev.switchboard.support;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Tells Arquillian's server, whose configuration is read when the first of its tests begins, which
 * database to use: in the system property {@code switchboard.test.container.settings}, options of
 * Java, and in {@code switchboard.test.container.properties}, system properties, one a line.
 */
public final class ContainerDatabase implements LauncherSessionListener {

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    String port = System.getProperty("switchboard.test.container.port");
    if (port == null) {
      // Unit tests.
      return;
    }
    TestDatabase.ofTheRun("container").ifPresent(TestDatabase::showStatements);
    Map<String, String> settings = TestDatabase.settingsOfTheRun("container");
    if (settings.isEmpty()) {
      settings =
          Map.of("data-dir", System.getProperty("switchboard.test.workdir") + "/container-" + port);
    }
    System.setProperty(
        "switchboard.test.container.settings",
        settings.entrySet().stream()
            .map(setting -> "-Dswitchboard.%s=%s".formatted(setting.getKey(), setting.getValue()))
            .collect(Collectors.joining(" ")));
    System.setProperty(
        "switchboard.test.container.properties",
        settings.entrySet().stream()
            .map(setting -> "switchboard.%s=%s".formatted(setting.getKey(), setting.getValue()))
            .collect(Collectors.joining("\n")));
  }
}
