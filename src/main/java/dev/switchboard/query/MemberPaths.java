package dev.switchboard.query;

import dev.switchboard.edm.EnumerationType;
import dev.switchboard.edm.PrimitiveType;
import dev.switchboard.edm.Property;
import dev.switchboard.edm.Schema;
import dev.switchboard.edm.StructuredType;
import dev.switchboard.edm.Type;
import dev.switchboard.json.ClientText;
import dev.switchboard.query.Expression.Kind;
import dev.switchboard.query.Expression.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads paths to members of an entity: nested ones, and those of derived types behind a cast (OData
 * 4.01 URL Conventions 5.1.1.15).
 */
final class MemberPaths {

  private final Source source;
  private final StructuredType entity;
  private final Schema schema;

  MemberPaths(Source source, StructuredType entity, Schema schema) {
    this.source = source;
    this.entity = entity;
    this.schema = schema;
  }

  /**
   * The member at the end of a path, whose first name has been read.
   *
   * @throws dev.switchboard.error.ApiException 400 if there is no such member, 501 if it may be one
   *     that has no column
   */
  Typed path(String first, int begin) {
    List<String> names = new ArrayList<>();
    StructuredType type = entity;
    Property property = null;
    String name = first;
    while (true) {
      if (name.indexOf('.') >= 0) {
        type = cast(type, name, property, begin);
        source.require("/");
      } else {
        property = property(type, name, begin);
        names.add(name);
        boolean more =
            property.type() instanceof StructuredType
                && !property.collection()
                && source.taken("/");
        if (!more) {
          return member(new Path(names, property), begin);
        }
        type = (StructuredType) property.type();
      }
      name = source.name().orElseThrow(source::unexpected);
    }
  }

  private Typed member(Path path, int begin) {
    if (source.follows("/")) {
      throw path.property().collection()
          ? source.unsupported(begin, "any, all and $count of %s".formatted(path.name()))
          : source.wrong(begin, "%s has no members".formatted(path.name()));
    }
    Type type = path.property().type();
    return new Typed(
        path,
        kind(path.property()),
        type instanceof EnumerationType enumeration && !path.property().collection()
            ? Optional.of(enumeration)
            : Optional.empty(),
        source,
        begin,
        source.at());
  }

  private StructuredType cast(StructuredType type, String name, Property property, int begin) {
    StructuredType target = schema.structured(name).orElse(null);
    if (target == null || !(target.isOrDerivesFrom(type) || type.isOrDerivesFrom(target))) {
      throw source.wrong(
          begin,
          "%s is no type of %s"
              .formatted(
                  ClientText.shown(name), property == null ? "these entities" : property.name()));
    }
    return target;
  }

  private Property property(StructuredType type, String name, int begin) {
    Optional<Property> property = type.property(name);
    if (property.isPresent()) {
      return property.get();
    }
    String shown = ClientText.shown(name);
    if (type.navigation(name).isPresent()) {
      throw source.unsupported(begin, "a condition on %s".formatted(shown));
    }
    if (type.open()) {
      // It might be a dynamic property; those are stored, but not in columns of their own.
      throw source.unsupported(
          begin,
          "%s, which is no declared member of %s: a condition on undeclared members"
              .formatted(shown, type.name()));
    }
    throw source.wrong(begin, "%s is no member of %s".formatted(shown, type.name()));
  }

  private static Kind kind(Property property) {
    if (property.collection()) {
      return Kind.COLLECTION;
    }
    if (property.type() instanceof PrimitiveType primitive) {
      return switch (primitive) {
        case BOOLEAN -> Kind.CONDITION;
        case INT32, INT64 -> Kind.NUMBER;
        case STRING, DATE_TIME_OFFSET -> Kind.TEXT;
      };
    }
    return property.type() instanceof EnumerationType ? Kind.ENUMERATION : Kind.COMPLEX;
  }

  /**
   * A type that the entity may be of.
   *
   * @throws dev.switchboard.error.ApiException 400 if there is no such type
   */
  StructuredType entityType(String name, int begin) {
    return schema
        .structured(name)
        .filter(type -> type.isOrDerivesFrom(entity) || entity.isOrDerivesFrom(type))
        .orElseThrow(
            () ->
                source.wrong(
                    begin, "%s is no type of these entities".formatted(ClientText.shown(name))));
  }
}
