package dev.switchboard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any class of the model may be the first that is used: constants that are made of one another in a
 * circle would be seen half made, or not, depending on the order in which a server looks at them.
 */
class ClassInitialisationTest {

  private static final Path CLASSES = Path.of("target/classes");

  static List<String> classes() throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES.resolve("dev/switchboard"))) {
      List<String> names =
          files
              .map(file -> CLASSES.relativize(file).toString())
              .filter(
                  file ->
                      file.matches(
                          ".*/(call|participant|operation|notification)/[A-Za-z]+\\.class"))
              .map(file -> file.replace(".class", "").replace('/', '.'))
              .sorted()
              .toList();
      assertThat(names).hasSizeGreaterThan(50);
      return names;
    }
  }

  @ParameterizedTest
  @MethodSource("classes")
  void classMayBeTheFirst(String name) throws Exception {
    URL[] path =
        Arrays.stream(System.getProperty("java.class.path").split(":", -1))
            .map(ClassInitialisationTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader fresh = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
      assertThat(Class.forName(name, true, fresh).getClassLoader()).isSameAs(fresh);
    }
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }
}
