package dev.switchboard.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.edm.EnumerationType;
import dev.switchboard.edm.NavigationProperty;
import dev.switchboard.edm.Property;
import dev.switchboard.edm.StructuredType;
import dev.switchboard.edm.StructuredType.Kind;
import dev.switchboard.edm.Type;
import java.util.List;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmElement;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmSingleton;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Metadata as Apache Olingo, which knows nothing of this service, understands it. */
class ForeignMetadataReaderTest {

  private static final Edm READ = ForeignModel.read();

  static List<Type> types() {
    return CallModel.SCHEMA.types();
  }

  @ParameterizedTest
  @MethodSource("types")
  void typeIsReadAsItIsMeant(Type type) {
    FullQualifiedName name = new FullQualifiedName(type.qualifiedName());
    if (type instanceof EnumerationType enumeration) {
      EdmEnumType read = READ.getEnumType(name);
      assertThat(read.getMemberNames())
          .containsExactlyElementsOf(
              enumeration.members().stream().map(EnumerationType.Member::name).toList());
      enumeration
          .members()
          .forEach(
              member ->
                  assertThat(read.getMember(member.name()).getValue())
                      .isEqualTo(Integer.toString(member.value())));
      return;
    }
    StructuredType structured = (StructuredType) type;
    EdmStructuredType read =
        structured.kind() == Kind.ENTITY ? READ.getEntityType(name) : READ.getComplexType(name);
    assertThat(read.isAbstract()).isEqualTo(structured.isAbstract());
    assertThat(read.isOpenType()).isEqualTo(structured.open());
    structured
        .base()
        .ifPresentOrElse(
            base -> assertThat(read.getBaseType().getName()).isEqualTo(base.name()),
            () -> assertThat(read.getBaseType()).isNull());
    assertThat(read.getPropertyNames())
        .containsExactlyElementsOf(structured.properties().stream().map(Property::name).toList());
    structured.properties().forEach(property -> isRead(read, property));
    for (NavigationProperty property : structured.navigation()) {
      EdmNavigationProperty navigation = read.getNavigationProperty(property.name());
      assertThat(navigation.containsTarget()).isTrue();
      assertThat(navigation.isCollection()).isTrue();
      assertThat(qualifiedName(navigation)).isEqualTo(property.target().qualifiedName());
    }
  }

  private static void isRead(EdmStructuredType type, Property property) {
    EdmProperty read = (EdmProperty) type.getProperty(property.name());
    assertThat(read.isCollection()).isEqualTo(property.collection());
    assertThat(read.isNullable()).isEqualTo(property.nullable());
    assertThat(qualifiedName(read)).isEqualTo(property.type().qualifiedName());
  }

  private static String qualifiedName(EdmElement element) {
    return element.getType().getFullQualifiedName().getFullQualifiedNameAsString();
  }

  @Test
  void operationIsFoundByTheKeysOnTheWay() {
    EdmSingleton communications = READ.getEntityContainer().getSingleton("communications");
    EdmNavigationProperty calls = communications.getEntityType().getNavigationProperty("calls");
    EdmNavigationProperty operations = calls.getType().getNavigationProperty("operations");

    assertThat(calls.getType().getKeyPredicateNames()).containsExactly("id");
    assertThat(operations.getType().getKeyPredicateNames()).containsExactly("id");
  }
}
