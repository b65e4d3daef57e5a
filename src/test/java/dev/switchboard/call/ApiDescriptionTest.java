package dev.switchboard.call;

import static dev.switchboard.edm.PrimitiveType.INT32;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.switchboard.edm.EnumerationType;
import dev.switchboard.edm.PrimitiveType;
import dev.switchboard.edm.Property;
import dev.switchboard.edm.StructuredType;
import dev.switchboard.edm.Type;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.odata.ServiceRoot;
import dev.switchboard.settings.CallLimits;
import dev.switchboard.support.ApiDescription;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The description of the API says what the code does: nothing in it was made from the code. */
class ApiDescriptionTest {

  private static final ApiDescription API = ApiDescription.built();

  /** What the resource of a member answers too, and a reader of the description looks for. */
  private static final Set<String> RAW_VALUES =
      Set.of(
          "GET /communications/calls/{callId}/{member}/$value",
          "GET /communications/calls/{callId}/operations/{operationId}/{member}/$value",
          "GET /communications/calls/{callId}/participants/{participant}/{member}/$value");

  /** A path to a member of an operation by way of its type, which the one without it stands for. */
  private static final String MEMBER_BY_CAST =
      "/communications/calls/{callId}/operations/{operationId}/microsoft.graph.{operationType}/{member}";

  private static final String CAST = "microsoft.graph.{operationType}";

  /** Where an action stands, by what it is bound to. */
  private static final Map<CallAction.Target, String> DOORS =
      Map.of(
          CallAction.Target.CALL, "/communications/calls/{callId}/",
          CallAction.Target.PARTICIPANT,
              "/communications/calls/{callId}/participants/{participant}/",
          CallAction.Target.PARTICIPANTS, "/communications/calls/{callId}/participants/");

  /** A variable of a template of JAX-RS, with the expression that it must match. */
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)(?:: ([^{}]*))?}");

  private static final String REFERENCE = "#/components/schemas/";

  @Test
  void everyPathAndMethodIsDescribedAndNoneElse() {
    Set<String> described = new TreeSet<>(API.operations());
    assertThat(described).containsAll(RAW_VALUES);
    described.removeAll(RAW_VALUES);

    assertThat(described).isEqualTo(served());
  }

  @Test
  void everyTypeIsDescribed() {
    assertThat(CallModel.SCHEMA.types())
        .allSatisfy(type -> assertThat(API.schema(name(type)).isObject()).isTrue());
  }

  static Stream<StructuredType> structuredTypes() {
    return CallModel.SCHEMA.types().stream()
        .filter(StructuredType.class::isInstance)
        .map(StructuredType.class::cast);
  }

  @ParameterizedTest
  @MethodSource("structuredTypes")
  void typeHasItsMembersAndNoOthers(StructuredType type) {
    JsonNode described = API.schema(type.name());
    JsonNode own = described;
    if (type.base().isPresent()) {
      assertThat(described.path("allOf").path(0).path("$ref").asString())
          .isEqualTo(REFERENCE + type.base().get().name());
      own = described.path("allOf").path(1);
    }

    Map<String, String> members = new LinkedHashMap<>();
    own.path("properties")
        .forEachEntry(
            (name, schema) -> {
              if (!name.startsWith("@")) {
                members.put(name, shape(schema));
              }
            });
    Map<String, String> expected = new LinkedHashMap<>();
    type.declared().forEach(property -> expected.put(property.name(), shape(property)));
    type.navigation()
        .forEach(
            property ->
                expected.put(property.name(), "array of " + REFERENCE + property.target().name()));
    assertThat(members).isEqualTo(expected);
    assertThat(own.path("additionalProperties").asBoolean(false)).isEqualTo(type.open());
  }

  @ParameterizedTest
  @MethodSource("structuredTypes")
  void typeTellsTheTypesDerivedFromIt(StructuredType type) {
    Set<String> derived =
        structuredTypes()
            .filter(other -> other.isOrDerivesFrom(type) && !other.isAbstract())
            .map(other -> "#" + other.qualifiedName())
            .collect(Collectors.toCollection(TreeSet::new));
    JsonNode discriminator = API.schema(type.name()).path("discriminator");
    if ((derived.size() > 1 || type.isAbstract()) && !type.name().equals("entity")) {
      assertThat(discriminator.path("propertyName").asString()).isEqualTo("@odata.type");
      assertThat(new TreeSet<>(discriminator.path("mapping").propertyNames())).isEqualTo(derived);
      discriminator
          .path("mapping")
          .forEachEntry(
              (name, schema) ->
                  assertThat(schema.asString())
                      .isEqualTo(REFERENCE + name.substring("#microsoft.graph.".length())));
    } else {
      assertThat(discriminator.isMissingNode()).isTrue();
    }
  }

  static Stream<EnumerationType> enumerations() {
    return CallModel.SCHEMA.types().stream()
        .filter(EnumerationType.class::isInstance)
        .map(EnumerationType.class::cast);
  }

  @ParameterizedTest
  @MethodSource("enumerations")
  void enumerationHasItsMembers(EnumerationType type) {
    assertThat(texts(API.schema(type.name()).path("enum")))
        .isEqualTo(type.members().stream().map(EnumerationType.Member::name).toList());
  }

  @ParameterizedTest
  @EnumSource
  void actionHasItsParametersWithTheirLimits(CallAction action) {
    JsonNode described =
        API.document()
            .path("paths")
            .path(DOORS.get(action.target()) + action.actionName())
            .path("post");
    String body = action.actionName() + "Parameters";
    assertThat(
            described
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema")
                .path("$ref")
                .asString())
        .isEqualTo(REFERENCE + body);
    JsonNode schema = API.schema(body);
    Map<String, String> parameters = new LinkedHashMap<>();
    schema
        .path("properties")
        .forEachEntry((name, parameter) -> parameters.put(name, shape(parameter)));
    Map<String, String> expected = new LinkedHashMap<>();
    action
        .parameters()
        .forEach(parameter -> expected.put(parameter.name(), shape(parameter.property())));

    assertThat(parameters).isEqualTo(expected);
    assertThat(texts(schema.path("required")))
        .isEqualTo(
            action.parameters().stream()
                .filter(ActionParameter::isRequired)
                .map(ActionParameter::name)
                .toList());
    for (ActionParameter parameter : action.parameters()) {
      JsonNode property = API.at(schema.path("properties").path(parameter.name()));
      assertThat(limits(property)).as(parameter.name()).isEqualTo(limits(parameter));
      if (isSettable(parameter)) {
        assertThat(property.path("description").asString(""))
            .containsIgnoringCase("at most %d".formatted(most(parameter)))
            .contains("unless an administrator allows another number");
      }
    }
    JsonNode answer = described.path("responses").path(Integer.toString(action.status()));
    assertThat(answer.isObject()).isTrue();
    assertThat(
            answer
                .path("content")
                .path("application/json")
                .path("schema")
                .path("$ref")
                .asString(""))
        .isEqualTo(action.type().map(type -> REFERENCE + type.typeName()).orElse(""));
  }

  private static List<Long> limits(JsonNode schema) {
    boolean array = schema.path("type").asString("").equals("array");
    return List.of(
        schema.path(array ? "minItems" : "minimum").asLong(array ? 0 : Long.MIN_VALUE),
        schema
            .path(array ? "maxItems" : schema.has("maxLength") ? "maxLength" : "maximum")
            .asLong(Long.MAX_VALUE));
  }

  /** What an administrator can set is no limit that the description could know. */
  private static List<Long> limits(ActionParameter parameter) {
    boolean least = parameter.property().collection() || parameter.property().type() == INT32;
    return List.of(
        parameter.property().collection()
            ? Math.max(0, parameter.least())
            : least ? parameter.least() : Long.MIN_VALUE,
        isSettable(parameter) ? Long.MAX_VALUE : most(parameter));
  }

  private static long most(ActionParameter parameter) {
    return parameter.most().applyAsLong(CallLimits.OF_GRAPH);
  }

  private static boolean isSettable(ActionParameter parameter) {
    CallLimits others = new CallLimits(1, 1, 1, 1, 1);
    return parameter.most().applyAsLong(others) != most(parameter);
  }

  @Test
  void errorsHaveTheirCodes() {
    assertThat(texts(API.schema("errorCode").path("enum")))
        .isEqualTo(Arrays.stream(ErrorCode.values()).map(ErrorCode::text).toList());
  }

  /** A refusal is described under its own status, with the code that belongs to that. */
  @Test
  void refusalStandsUnderItsStatus() {
    Map<String, String> codes =
        Arrays.stream(ErrorCode.values())
            .collect(Collectors.toMap(code -> Integer.toString(code.status()), ErrorCode::text));
    List<ApiDescription.Example> refusals = new ArrayList<>();
    for (JsonNode item : API.document().path("paths")) {
      for (JsonNode operation : item) {
        operation
            .path("responses")
            .forEachEntry(
                (status, reference) -> {
                  JsonNode content = API.at(reference).path("content").path("application/json");
                  if (content.path("schema").path("$ref").asString("").endsWith("/error")) {
                    content
                        .path("examples")
                        .forEachEntry(
                            (name, example) ->
                                refusals.add(
                                    new ApiDescription.Example(
                                        status, content, example.path("value"))));
                  }
                });
      }
    }
    assertThat(refusals)
        .hasSizeGreaterThan(100)
        .allSatisfy(
            refusal ->
                assertThat(refusal.value().at("/error/code").asString())
                    .isEqualTo(codes.get(refusal.place())));
  }

  static Stream<ApiDescription.Example> examples() {
    return API.examples().stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void exampleIsWhatItsSchemaSays(ApiDescription.Example example) {
    assertThat(example.value().isMissingNode()).isFalse();
    assertThat(API.findings(example)).isEmpty();
  }

  /** Else the examples would pass whatever they are. */
  @Test
  void wrongExamplesAreFound() {
    assertThat(API.findings("commsOperation", "{\"status\":\"Done\"}")).isNotEmpty();
    assertThat(API.findings("commsOperation", "{\"status\":null}")).isNotEmpty();
    assertThat(API.findings("commsOperation", "{\"resultInfo\":{\"code\":\"x\"}}")).isNotEmpty();
    assertThat(API.findings("commsOperation", "{\"@odata.type\":\"#microsoft.graph.call\"}"))
        .isNotEmpty();
    assertThat(
            API.findings(
                "commsOperationCollection",
                "{\"value\":[{\"@odata.type\":\"#microsoft.graph.recordOperation\","
                    + "\"recordingLocation\":7}]}"))
        .isNotEmpty();
    assertThat(API.findings("newCall", "{}")).isNotEmpty();
    assertThat(API.findings("error", "{\"error\":{\"code\":\"oops\",\"message\":\"x\"}}"))
        .isNotEmpty();
    assertThat(API.findings("commsOperation", "{\"resultInfo\":null,\"clientContext\":null}"))
        .isEmpty();
  }

  @Test
  void everythingButTheDescriptionsOfTheServiceNeedsAToken() {
    Set<String> open = new TreeSet<>();
    API.document()
        .path("paths")
        .forEachEntry(
            (path, item) ->
                item.forEachEntry(
                    (method, operation) -> {
                      if (operation.has("responses")) {
                        boolean bearer =
                            operation.path("security").path(0).path("bearer").isArray();
                        assertThat(operation.path("responses").has("401")).isEqualTo(bearer);
                        if (!bearer) {
                          open.add(path);
                        }
                      }
                    }));
    assertThat(open)
        .containsExactly(
            "/",
            "/$metadata",
            "/.well-known/openid-configuration",
            "/health",
            "/health/live",
            "/health/ready",
            "/health/started",
            "/v1/.well-known/OpenIdConfiguration",
            "/v1/.well-known/keys");
  }

  // ---- what is served

  private static Set<String> served() {
    Set<String> served = new TreeSet<>();
    for (JavaClass imported :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.switchboard")) {
      // The issuer of development mode is no part of the service.
      if (imported.isAnnotatedWith(Path.class)
          && !imported.getPackageName().equals("dev.switchboard.issuer")) {
        Class<?> resource = imported.reflect();
        for (Method method : resource.getMethods()) {
          for (Annotation annotation : method.getAnnotations()) {
            HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (http != null) {
              paths(resource, method).forEach(path -> served.add(http.value() + " " + path));
            }
          }
        }
      }
    }
    return served;
  }

  private static List<String> paths(Class<?> resource, Method method) {
    Path below = method.getAnnotation(Path.class);
    String template =
        resource.getAnnotation(Path.class).value() + (below == null ? "" : "/" + below.value());
    boolean underARoot = template.startsWith(ServiceRoot.TEMPLATE);
    String path = underARoot ? template.substring(ServiceRoot.TEMPLATE.length()) : "/" + template;
    if (path.isEmpty()) {
      return List.of("/");
    }
    // An action has a path of its own; behind its namespace it is the same.
    if (path.contains("{action: ")) {
      String names = path.replaceFirst(".*\\{action: \\(([A-Za-z|]+)\\)}$", "$1");
      String door =
          VARIABLE.matcher(path.substring(0, path.indexOf("{namespace"))).replaceAll("{$1}");
      return Arrays.stream(names.split("\\|", -1)).map(name -> door + name).toList();
    }
    // An optional segment makes two paths.
    Matcher variables = VARIABLE.matcher(path);
    boolean optional = variables.results().anyMatch(ApiDescriptionTest::isOptional);
    return Stream.of(true, false)
        .filter(present -> present || optional)
        .map(
            present ->
                VARIABLE
                    .matcher(path)
                    .replaceAll(variable -> Matcher.quoteReplacement(described(variable, present))))
        .filter(described -> !described.equals(MEMBER_BY_CAST))
        .toList();
  }

  private static boolean isOptional(MatchResult variable) {
    return variable.group(2) != null && variable.group(2).endsWith(")?");
  }

  private static String described(MatchResult variable, boolean present) {
    if (isOptional(variable)) {
      return present ? "/" + CAST : "";
    }
    String expression = variable.group(2) == null ? "" : variable.group(2);
    if (expression.startsWith("\\$")) {
      return expression.substring(1);
    }
    return variable.group(1).equals("cast") ? CAST : "{" + variable.group(1) + "}";
  }

  // ---- types

  private static String name(Type type) {
    return type.qualifiedName().substring("microsoft.graph.".length());
  }

  private static String shape(Property property) {
    String single = shape(property.type()) + (property.nullable() ? " or null" : "");
    return property.collection() ? "array of " + single : single;
  }

  private static String shape(Type type) {
    return type instanceof PrimitiveType primitive
        ? switch (primitive) {
          case BOOLEAN -> "boolean";
          case DATE_TIME_OFFSET -> "string date-time";
          case INT32 -> "integer int32";
          case INT64 -> "integer int64";
          case STRING -> "string";
        }
        : REFERENCE + name(type);
  }

  private static String shape(JsonNode schema) {
    String nullable = schema.path("nullable").asBoolean(false) ? " or null" : "";
    if (schema.has("anyOf")) {
      // OpenAPI 3.0 has no other way to say that a reference may be null; {} passes, too.
      assertThat(schema.path("anyOf")).hasSize(2);
      JsonNode none = schema.path("anyOf").path(1);
      assertThat(none.path("nullable").asBoolean() && none.path("maxProperties").asInt() == 0)
          .isTrue();
      return shape(schema.path("anyOf").path(0)) + " or null";
    }
    if (schema.has("$ref")) {
      return schema.path("$ref").asString();
    }
    String type = schema.path("type").asString();
    if (type.equals("array")) {
      return "array of " + shape(schema.path("items"));
    }
    String format = schema.path("format").asString("");
    return type + (format.isEmpty() || format.equals("uuid") ? "" : " " + format) + nullable;
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asString).toList();
  }
}
