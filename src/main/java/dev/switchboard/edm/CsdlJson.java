package dev.switchboard.edm;

import dev.switchboard.edm.Expression.Constant;
import dev.switchboard.edm.Expression.Items;
import dev.switchboard.edm.Expression.Members;
import dev.switchboard.edm.Expression.Notation;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a {@link Schema} as JSON (OData CSDL JSON 4.01). */
public final class CsdlJson {

  private static final String VERSION = "4.0";

  private CsdlJson() {}

  /** The document. */
  public static JsonObject write(Schema schema) {
    return Json.createObjectBuilder()
        .add("$Version", VERSION)
        .add("$EntityContainer", Schema.NAMESPACE + "." + Schema.CONTAINER)
        .add("$Reference", references())
        .add(Schema.NAMESPACE, members(schema))
        .build();
  }

  private static JsonObjectBuilder references() {
    JsonObjectBuilder references = Json.createObjectBuilder();
    for (Vocabulary vocabulary : Vocabulary.ALL) {
      JsonObjectBuilder include =
          Json.createObjectBuilder()
              .add("$Namespace", vocabulary.namespace())
              .add("$Alias", vocabulary.alias());
      references.add(
          vocabulary.url() + ".json",
          Json.createObjectBuilder().add("$Include", Json.createArrayBuilder().add(include)));
    }
    return references;
  }

  private static JsonObjectBuilder members(Schema schema) {
    JsonObjectBuilder members = Json.createObjectBuilder();
    for (Type type : schema.types()) {
      if (type instanceof StructuredType structured) {
        members.add(structured.name(), structured(structured));
      } else if (type instanceof EnumerationType enumeration) {
        members.add(enumeration.name(), enumeration(enumeration));
      }
    }
    // An action has overloads, one for each type that it is bound to (section 12.1).
    Map<String, JsonArrayBuilder> actions = new LinkedHashMap<>();
    schema
        .actions()
        .forEach(
            action ->
                actions
                    .computeIfAbsent(action.name(), name -> Json.createArrayBuilder())
                    .add(action(action)));
    actions.forEach(members::add);
    JsonObjectBuilder container = Json.createObjectBuilder().add("$Kind", "EntityContainer");
    CapabilityAnnotations.ofContainer()
        .forEach((term, value) -> container.add("@" + term, value(value)));
    for (Schema.Singleton singleton : schema.singletons()) {
      JsonObjectBuilder served =
          Json.createObjectBuilder().add("$Type", singleton.type().qualifiedName());
      CapabilityAnnotations.of(schema, singleton)
          .forEach((term, value) -> served.add("@" + term, value(value)));
      container.add(singleton.name(), served);
    }
    container.add("@" + Vocabulary.VERSIONS, VERSION);
    return members.add(Schema.CONTAINER, container);
  }

  private static JsonObjectBuilder structured(StructuredType type) {
    JsonObjectBuilder object =
        Json.createObjectBuilder()
            .add("$Kind", type.kind() == StructuredType.Kind.ENTITY ? "EntityType" : "ComplexType");
    type.base().ifPresent(base -> object.add("$BaseType", base.qualifiedName()));
    if (type.isAbstract()) {
      object.add("$Abstract", true);
    }
    if (type.open()) {
      object.add("$OpenType", true);
    }
    type.key().ifPresent(key -> object.add("$Key", Json.createArrayBuilder().add(key)));
    type.declared().forEach(property -> object.add(property.name(), property(property)));
    for (NavigationProperty property : type.navigation()) {
      object.add(
          property.name(),
          Json.createObjectBuilder()
              .add("$Kind", "NavigationProperty")
              .add("$Collection", true)
              .add("$Type", property.target().qualifiedName())
              .add("$ContainsTarget", true));
    }
    return object;
  }

  /** What is not said is a single string that is never null (sections 7.1 and 7.2). */
  private static JsonObjectBuilder property(Property property) {
    JsonObjectBuilder object = Json.createObjectBuilder();
    if (property.type() != PrimitiveType.STRING) {
      object.add("$Type", property.type().qualifiedName());
    }
    if (property.collection()) {
      object.add("$Collection", true);
    }
    if (property.nullable()) {
      object.add("$Nullable", true);
    }
    return object;
  }

  private static JsonObjectBuilder action(Action action) {
    JsonObjectBuilder binding =
        Json.createObjectBuilder()
            .add("$Name", Action.BINDING_PARAMETER)
            .add("$Type", action.boundTo().qualifiedName());
    if (action.ofCollection()) {
      binding.add("$Collection", true);
    }
    JsonArrayBuilder parameters = Json.createArrayBuilder().add(binding.add("$Nullable", true));
    for (Property parameter : action.parameters()) {
      JsonObjectBuilder declared =
          Json.createObjectBuilder().add("$Name", parameter.name()).addAll(property(parameter));
      if (parameter.nullable()) {
        declared.add("@" + Vocabulary.OPTIONAL_PARAMETER, JsonValue.EMPTY_JSON_OBJECT);
      }
      parameters.add(declared);
    }
    JsonObjectBuilder object =
        Json.createObjectBuilder()
            .add("$Kind", "Action")
            .add("$IsBound", true)
            .add("$Parameter", parameters);
    action
        .returns()
        .ifPresent(
            type ->
                object.add(
                    "$ReturnType",
                    Json.createObjectBuilder()
                        .add("$Type", type.qualifiedName())
                        .add("$Nullable", true)));
    return object;
  }

  private static JsonObjectBuilder enumeration(EnumerationType type) {
    JsonObjectBuilder object = Json.createObjectBuilder().add("$Kind", "EnumType");
    if (type.flags()) {
      object.add("$IsFlags", true);
    }
    type.members().forEach(member -> object.add(member.name(), member.value()));
    return object;
  }

  private static JsonValue value(Expression expression) {
    if (expression instanceof Members members) {
      JsonObjectBuilder object = Json.createObjectBuilder();
      members.members().forEach((name, member) -> object.add(name, value(member)));
      return object.build();
    }
    if (expression instanceof Items items) {
      JsonArrayBuilder array = Json.createArrayBuilder();
      items.items().forEach(item -> array.add(value(item)));
      return array.build();
    }
    Constant constant = (Constant) expression;
    if (constant.notation() == Notation.BOOL) {
      return Boolean.parseBoolean(constant.text()) ? JsonValue.TRUE : JsonValue.FALSE;
    }
    return Json.createValue(constant.text());
  }
}
