package dev.switchboard.odata;

import dev.switchboard.edm.PrimitiveType;
import dev.switchboard.edm.Property;
import dev.switchboard.edm.StructuredType;
import dev.switchboard.edm.Type;
import dev.switchboard.query.Select;
import jakarta.json.JsonValue;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import java.util.Map;
import java.util.Optional;

/**
 * Writes entities in the order that {@code odata.streaming=true} promises (OData JSON 4.01 section
 * 4.4): context, type and ETag first, an annotation of a property right before it. Nulls are
 * written: an absent member would mean "not asked for".
 */
public final class EntitySerializers {

  private EntitySerializers() {}

  /** For one entity. */
  public static final class One implements JsonbSerializer<EntityBody> {

    @Override
    public void serialize(EntityBody body, JsonGenerator json, SerializationContext context) {
      json.writeStartObject();
      Writer writer = new Writer(json, body.level());
      writer.context(body.context());
      writer.members(body.content());
      json.writeEnd();
    }
  }

  /** For a page of entities. */
  public static final class Many implements JsonbSerializer<CollectionBody> {

    @Override
    public void serialize(CollectionBody body, JsonGenerator json, SerializationContext context) {
      json.writeStartObject();
      Writer writer = new Writer(json, body.level());
      writer.context(body.context());
      writer.collection("", "value", body.content());
      json.writeEnd();
    }
  }

  /** For one property. */
  public static final class Single implements JsonbSerializer<PropertyBody> {

    @Override
    public void serialize(PropertyBody body, JsonGenerator json, SerializationContext context) {
      json.writeStartObject();
      Writer writer = new Writer(json, body.level());
      writer.context(body.context());
      writer.property(body);
      json.writeEnd();
    }
  }

  /** For a singleton: it is told where to go on, and nothing else. */
  public static final class Alone implements JsonbSerializer<SingletonBody> {

    @Override
    public void serialize(SingletonBody body, JsonGenerator json, SerializationContext context) {
      json.writeStartObject();
      Writer writer = new Writer(json, body.level());
      writer.context(body.context());
      if (body.level() != MetadataLevel.NONE) {
        json.write("@odata.type", ControlInformation.qualified(body.type().name()));
      }
      if (body.level() == MetadataLevel.FULL) {
        json.write("@odata.id", body.url());
        writer.navigation(body.type(), body.url());
      }
      json.writeEnd();
    }
  }

  private record Writer(JsonGenerator json, MetadataLevel level) {

    void context(String context) {
      if (level != MetadataLevel.NONE) {
        json.write("@odata.context", context);
      }
    }

    /** Count and next link are no metadata: they are written at every level (JSON 3.1). */
    void collection(String annotated, String name, CollectionContent content) {
      content.count().ifPresent(count -> json.write(annotated + "@odata.count", count));
      json.writeStartArray(name);
      for (EntityContent entity : content.entities()) {
        json.writeStartObject();
        members(entity);
        json.writeEnd();
      }
      json.writeEnd();
      if (content.nextLink() != null) {
        json.write(annotated + "@odata.nextLink", content.nextLink());
      }
    }

    void members(EntityContent content) {
      EntityView entity = content.entity();
      if (level != MetadataLevel.NONE) {
        json.write("@odata.type", ControlInformation.qualified(entity.type()));
        if (level == MetadataLevel.FULL) {
          json.write("@odata.id", content.url());
        }
        json.write("@odata.etag", entity.etag());
        if (level == MetadataLevel.FULL) {
          json.write("@odata.editLink", content.url() + cast(content.type()));
        }
      }
      members(entity.members(), content.type(), content.select());
      if (level == MetadataLevel.FULL) {
        navigation(content.type(), content.url());
      }
      content.expanded().ifPresent(this::expanded);
    }

    void navigation(StructuredType type, String url) {
      type.navigation()
          .forEach(
              property ->
                  json.write(
                      property.name() + "@odata.navigationLink", url + "/" + property.name()));
    }

    /** The edit URL of an entity of a derived type ends with it (JSON 4.5.9). */
    private static String cast(StructuredType type) {
      return type.base()
          .map(base -> base.base().isPresent() ? "/" + type.qualifiedName() : "")
          .orElse("");
    }

    private void expanded(EntityContent.Expanded expanded) {
      if (level != MetadataLevel.NONE) {
        json.write(expanded.property() + "@odata.context", expanded.context());
      }
      collection(expanded.property(), expanded.property(), expanded.content());
    }

    private void members(Map<String, Object> members, StructuredType type, Select select) {
      members.forEach(
          (name, value) -> {
            boolean annotation = MemberNames.isAnnotation(name);
            String property = annotation ? MemberNames.annotated(name) : name;
            if (!property.isEmpty() && !select.includes(property)) {
              return;
            }
            if (annotation && level == MetadataLevel.NONE) {
              return;
            }
            Optional<Property> declared = type == null ? Optional.empty() : type.property(name);
            if (level == MetadataLevel.FULL && declared.isPresent() && value != null) {
              typeOf(declared.get())
                  .ifPresent(text -> json.write(MemberNames.typeAnnotation(name), text));
            }
            write(name, value, declared, select.of(property));
          });
    }

    /** What cannot be told from the JSON value (JSON 4.5.3). */
    private static Optional<String> typeOf(Property property) {
      Type type = property.type();
      if (property.collection()) {
        return Optional.of("#Collection(%s)".formatted(shortName(type)));
      }
      boolean told =
          type instanceof StructuredType
              || type == PrimitiveType.STRING
              || type == PrimitiveType.BOOLEAN;
      return told ? Optional.empty() : Optional.of("#" + shortName(type));
    }

    private static String shortName(Type type) {
      return type instanceof PrimitiveType
          ? type.qualifiedName().substring("Edm.".length())
          : type.qualifiedName();
    }

    /** A complex value is the object itself, any other one its member {@code value} (JSON 11). */
    void property(PropertyBody body) {
      if (body.value() instanceof Map<?, ?> object) {
        members(strings(object), complex(body.declared()), body.select());
        return;
      }
      if (level == MetadataLevel.FULL) {
        body.declared().flatMap(Writer::typeOf).ifPresent(text -> json.write("@odata.type", text));
      }
      write("value", body.value(), body.declared(), body.select());
    }

    private static StructuredType complex(Optional<Property> declared) {
      return declared
          .map(Property::type)
          .filter(StructuredType.class::isInstance)
          .map(StructuredType.class::cast)
          .orElse(null);
    }

    private void write(String name, Object value, Optional<Property> declared, Select select) {
      if (value == null) {
        json.writeNull(name);
      } else if (value instanceof String text) {
        json.write(name, text);
      } else if (value instanceof Integer number) {
        json.write(name, number);
      } else if (value instanceof Boolean flag) {
        json.write(name, flag);
      } else if (value instanceof JsonValue node) {
        json.write(name, node);
      } else if (value instanceof Map<?, ?> object) {
        json.writeStartObject(name);
        members(strings(object), complex(declared), select);
        json.writeEnd();
      } else {
        throw new IllegalArgumentException("no JSON form for " + value.getClass());
      }
    }

    @SuppressWarnings("unchecked") // that is what an entity's view promises
    private static Map<String, Object> strings(Map<?, ?> object) {
      return (Map<String, Object>) object;
    }
  }
}
