package dev.switchboard.support;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A description of the API in OpenAPI 3.0, and what JSON is by its schemas. */
public final class ApiDescription {

  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
  private static final String NAMESPACE = "#microsoft.graph.";
  private static final String LOCATION = "urn:openapi";

  private final JsonNode document;
  private final SchemaRegistry registry;
  private final Map<String, Schema> schemas = new HashMap<>();

  private ApiDescription(JsonNode document) {
    this.document = document;
    this.registry =
        SchemaRegistry.withDialect(
            Dialects.getOpenApi30(),
            builder ->
                builder
                    .schemaRegistryConfig(
                        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build())
                    .schemas(Map.of(LOCATION, withoutDiscriminators(document).toString())));
  }

  /**
   * The validator looks for what a discriminator maps to beside it only; {@link #typed} follows it.
   */
  private static JsonNode withoutDiscriminators(JsonNode document) {
    JsonNode copy = document.deepCopy();
    copy.at("/components/schemas").forEach(schema -> ((ObjectNode) schema).remove("discriminator"));
    return copy;
  }

  /** The one that is built into the WAR. */
  public static ApiDescription built() {
    try {
      return of(Files.readString(Path.of("src", "main", "resources", "META-INF", "openapi.yaml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads one in YAML, or in JSON, which is YAML as well. */
  public static ApiDescription of(String text) {
    return new ApiDescription(new YAMLMapper().readTree(text));
  }

  /** All of it. */
  public JsonNode document() {
    return document;
  }

  /** What it points to; a reference is followed. */
  public JsonNode at(JsonNode node) {
    JsonNode reference = node.path("$ref");
    return reference.isMissingNode() ? node : document.at(reference.asString().substring(1));
  }

  /** The schema of this name. */
  public JsonNode schema(String name) {
    return document.at("/components/schemas/" + name);
  }

  /** Every method with its path, such as {@code GET /health}. */
  public Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    document
        .path("paths")
        .forEachEntry(
            (path, item) ->
                item.forEachEntry(
                    (method, operation) -> {
                      if (METHODS.contains(method)) {
                        operations.add(method.toUpperCase(Locale.ROOT) + " " + path);
                      }
                    }));
    return operations;
  }

  /**
   * A schema together with an example of it.
   *
   * @param place where the example stands
   * @param schema of its media type
   * @param value what it is
   */
  public record Example(String place, JsonNode schema, JsonNode value) {}

  /** Every example of a body, by where it stands. */
  public List<Example> examples() {
    Map<String, Example> examples = new LinkedHashMap<>();
    find("", document, examples);
    return List.copyOf(examples.values());
  }

  private void find(String place, JsonNode node, Map<String, Example> examples) {
    if (node.has("schema") && node.has("examples")) {
      node.path("examples")
          .forEachEntry(
              (name, example) ->
                  examples.put(
                      place + "/" + name,
                      new Example(
                          place + "/" + name, node.path("schema"), at(example).path("value"))));
    }
    if (node.has("schema") && node.has("example")) {
      examples.put(place, new Example(place, node.path("schema"), node.path("example")));
    }
    if (node.isObject()) {
      node.forEachEntry((name, child) -> find(place + "/" + name, child, examples));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        find(place + "/" + i, node.path(i), examples);
      }
    }
  }

  /** What is wrong with JSON, such as an answer, by the schema of this name. */
  public List<String> findings(String schema, String json) {
    return findings(schema, new YAMLMapper().readTree(json));
  }

  /** The same for an example. */
  public List<String> findings(Example example) {
    JsonNode reference = example.schema().path("$ref");
    if (!reference.isMissingNode()) {
      String pointer = reference.asString();
      return findings(pointer.substring(pointer.lastIndexOf('/') + 1), example.value());
    }
    return texts(registry.getSchema(example.schema()).validate(example.value()));
  }

  /** Also by the schema of each type that the JSON names: that is what a discriminator means. */
  private List<String> findings(String schema, JsonNode value) {
    List<String> findings = new ArrayList<>(texts(compiled(schema).validate(value)));
    typed(value, findings);
    return findings;
  }

  private void typed(JsonNode value, List<String> findings) {
    String type = value.path("@odata.type").asString("");
    if (type.startsWith(NAMESPACE)) {
      String name = type.substring(NAMESPACE.length());
      if (schema(name).isMissingNode()) {
        findings.add("There is no schema of the type " + type);
      } else {
        findings.addAll(texts(compiled(name).validate(value)));
      }
    }
    value.forEach(child -> typed(child, findings));
  }

  private Schema compiled(String name) {
    return schemas.computeIfAbsent(
        name,
        key -> registry.getSchema(SchemaLocation.of(LOCATION + "#/components/schemas/" + key)));
  }

  private static List<String> texts(List<com.networknt.schema.Error> errors) {
    return errors.stream().map(Object::toString).toList();
  }
}
