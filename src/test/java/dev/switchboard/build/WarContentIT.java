package dev.switchboard.build;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/**
 * What the built WAR holds beside the service itself, and what its bills of materials say of it.
 */
class WarContentIT {

  /**
   * Every library in the WAR and its licence. A new one, also one that another brings along, is a
   * decision to be taken here.
   */
  private static final Map<String, String> LIBRARIES =
      Map.ofEntries(
          Map.entry("agroal-api", "Apache-2.0"),
          Map.entry("agroal-pool", "Apache-2.0"),
          Map.entry("bucket4j_jdk17-core", "Apache-2.0"),
          Map.entry("caffeine", "Apache-2.0"),
          Map.entry("flyway-core", "Apache-2.0"),
          Map.entry("flyway-database-postgresql", "Apache-2.0"),
          Map.entry("httpcore5", "Apache-2.0"),
          Map.entry("postgresql", "BSD-2-Clause"),
          Map.entry("nimbus-jose-jwt", "Apache-2.0"),
          Map.entry("swagger-ui", "Apache-2.0"),
          Map.entry("uuid-creator", "MIT"));

  private static final String FOLDER = "WEB-INF/lib/";
  private static final String BILL = "META-INF/sbom/switchboard.cdx.json";
  private static final String SERVERS_BILL = "META-INF/sbom/expected-of-the-server.cdx.json";

  @Test
  void warHoldsTheLibrariesThatTheBillNamesAndNoOthers() throws IOException {
    Map<String, String> licences = new TreeMap<>();
    Map<String, String> files = new TreeMap<>();
    for (JsonObject component : components(BILL)) {
      String name = component.getString("name");
      licences.put(name, licence(component));
      files.put(FOLDER + name + "-" + component.getString("version") + ".jar", name);
    }

    assertThat(licences).containsExactlyInAnyOrderEntriesOf(LIBRARIES);
    assertThat(libraries()).containsExactlyInAnyOrderElementsOf(files.keySet());
  }

  @Test
  void serversBillNamesWhatTheServerBrings() throws IOException {
    assertThat(components(SERVERS_BILL))
        .extracting(component -> component.getString("name"))
        .containsExactlyInAnyOrder("jakarta.jakartaee-api", "h2");
  }

  /** Two builds of one commit are equal, byte for byte. */
  @Test
  void billsHoldNothingThatChangesFromBuildToBuild() throws IOException {
    for (String bill : List.of(BILL, SERVERS_BILL)) {
      JsonObject document = read(bill);

      assertThat(document.getString("bomFormat")).isEqualTo("CycloneDX");
      assertThat(document).doesNotContainKey("serialNumber");
      assertThat(document.getJsonObject("metadata")).doesNotContainKey("timestamp");
    }
  }

  private static List<JsonObject> components(String bill) throws IOException {
    return read(bill).getJsonArray("components").getValuesAs(JsonObject.class);
  }

  private static String licence(JsonObject component) {
    List<String> ids =
        component.getOrDefault("licenses", JsonValue.EMPTY_JSON_ARRAY).asJsonArray().stream()
            .map(choice -> choice.asJsonObject().getJsonObject("license").getString("id", "?"))
            .toList();
    return String.join(" or ", ids);
  }

  private static List<String> libraries() throws IOException {
    try (ZipFile war = war()) {
      return war.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.startsWith(FOLDER) && !name.equals(FOLDER))
          .toList();
    }
  }

  private static JsonObject read(String file) throws IOException {
    try (ZipFile war = war()) {
      ZipEntry entry = war.getEntry(file);
      assertThat(entry).as(file + " in the WAR; an offline build makes none").isNotNull();
      try (InputStream content = war.getInputStream(entry);
          JsonReader reader = Json.createReader(content)) {
        return reader.readObject();
      }
    }
  }

  private static ZipFile war() throws IOException {
    return new ZipFile(Path.of(System.getProperty("switchboard.test.war")).toFile());
  }
}
