package dev.switchboard.edm;

import dev.switchboard.edm.Expression.Constant;
import dev.switchboard.edm.Expression.Items;
import dev.switchboard.edm.Expression.Members;
import dev.switchboard.edm.Expression.Notation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a {@link Schema} as XML (OData CSDL XML 4.01). Its version is 4.0, as that of all answers,
 * and so it holds nothing that 4.0 does not know.
 */
public final class CsdlXml {

  private static final String VERSION = "4.0";
  private static final String EDMX = "http://docs.oasis-open.org/odata/ns/edmx";
  private static final String EDM = "http://docs.oasis-open.org/odata/ns/edm";

  private CsdlXml() {}

  /** The document, in UTF-8: the same bytes for the same schema. */
  public static byte[] write(Schema schema) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      // The platform's own, not one that a server brings along: each writes in its own way.
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory()
              .createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
      xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
      document(schema).writeTo(xml, 0);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a document in memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  private static Element document(Schema schema) {
    Element document = new Element("edmx:Edmx").with("xmlns:edmx", EDMX).with("Version", VERSION);
    for (Vocabulary vocabulary : Vocabulary.ALL) {
      document.holding(
          new Element("edmx:Reference")
              .with("Uri", vocabulary.url() + ".xml")
              .holding(
                  new Element("edmx:Include")
                      .with("Namespace", vocabulary.namespace())
                      .with("Alias", vocabulary.alias())));
    }
    return document.holding(new Element("edmx:DataServices").holding(schemaElement(schema)));
  }

  private static Element schemaElement(Schema schema) {
    Element element = new Element("Schema").with("xmlns", EDM).with("Namespace", Schema.NAMESPACE);
    for (Type type : schema.types()) {
      if (type instanceof StructuredType structured) {
        element.holding(structured(structured));
      } else if (type instanceof EnumerationType enumeration) {
        element.holding(enumeration(enumeration));
      }
    }
    schema.actions().forEach(action -> element.holding(action(action)));
    Element container = new Element("EntityContainer").with("Name", Schema.CONTAINER);
    annotate(container, CapabilityAnnotations.ofContainer());
    for (Schema.Singleton singleton : schema.singletons()) {
      Element served =
          new Element("Singleton")
              .with("Name", singleton.name())
              .with("Type", singleton.type().qualifiedName());
      annotate(served, CapabilityAnnotations.of(schema, singleton));
      container.holding(served);
    }
    container.holding(
        value(
            new Element("Annotation").with("Term", Vocabulary.VERSIONS),
            new Constant(Notation.STRING, VERSION)));
    return element.holding(container);
  }

  private static void annotate(Element element, Map<String, Expression> terms) {
    terms.forEach(
        (term, value) ->
            element.holding(value(new Element("Annotation").with("Term", term), value)));
  }

  private static Element structured(StructuredType type) {
    Element element =
        new Element(type.kind() == StructuredType.Kind.ENTITY ? "EntityType" : "ComplexType")
            .with("Name", type.name());
    type.base().ifPresent(base -> element.with("BaseType", base.qualifiedName()));
    if (type.isAbstract()) {
      element.with("Abstract", "true");
    }
    if (type.open()) {
      element.with("OpenType", "true");
    }
    type.key()
        .ifPresent(
            key ->
                element.holding(
                    new Element("Key").holding(new Element("PropertyRef").with("Name", key))));
    type.declared().forEach(property -> element.holding(property(property)));
    for (NavigationProperty property : type.navigation()) {
      element.holding(
          new Element("NavigationProperty")
              .with("Name", property.name())
              .with("Type", collection(property.target()))
              .with("ContainsTarget", "true"));
    }
    return element;
  }

  private static Element action(Action action) {
    Element element =
        new Element("Action")
            .with("Name", action.name())
            .with("IsBound", "true")
            .holding(
                new Element("Parameter")
                    .with("Name", Action.BINDING_PARAMETER)
                    .with(
                        "Type",
                        action.ofCollection()
                            ? collection(action.boundTo())
                            : action.boundTo().qualifiedName()));
    for (Property parameter : action.parameters()) {
      Element declared = typed("Parameter", parameter);
      if (parameter.nullable()) {
        declared.holding(
            new Element("Annotation")
                .with("Term", Vocabulary.OPTIONAL_PARAMETER)
                .holding(new Element("Record")));
      }
      element.holding(declared);
    }
    action
        .returns()
        .ifPresent(
            type -> element.holding(new Element("ReturnType").with("Type", type.qualifiedName())));
    return element;
  }

  private static Element property(Property property) {
    return typed("Property", property);
  }

  private static Element typed(String name, Property property) {
    Element element =
        new Element(name)
            .with("Name", property.name())
            .with(
                "Type",
                property.collection()
                    ? collection(property.type())
                    : property.type().qualifiedName());
    if (!property.nullable()) {
      element.with("Nullable", "false");
    }
    return element;
  }

  private static String collection(Type type) {
    return "Collection(" + type.qualifiedName() + ")";
  }

  private static Element enumeration(EnumerationType type) {
    Element element = new Element("EnumType").with("Name", type.name());
    if (type.flags()) {
      element.with("IsFlags", "true");
    }
    for (EnumerationType.Member member : type.members()) {
      element.holding(
          new Element("Member")
              .with("Name", member.name())
              .with("Value", Integer.toString(member.value())));
    }
    return element;
  }

  /** An element that has a value: a constant stands in an attribute, anything else in it. */
  private static Element value(Element element, Expression value) {
    return value instanceof Constant constant
        ? element.with(constant.notation().xml(), constant.text())
        : element.holding(expression(value));
  }

  private static Element expression(Expression expression) {
    if (expression instanceof Members members) {
      Element element = new Element("Record");
      members
          .members()
          .forEach(
              (name, member) ->
                  element.holding(
                      value(new Element("PropertyValue").with("Property", name), member)));
      return element;
    }
    if (expression instanceof Items items) {
      Element element = new Element("Collection");
      items.items().forEach(item -> element.holding(expression(item)));
      return element;
    }
    Constant constant = (Constant) expression;
    return new Element(constant.notation().xml()).saying(constant.text());
  }

  /** An element that is being put together: with attributes, and with elements or a text in it. */
  private static final class Element {

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Element> children = new ArrayList<>();
    private String text = "";

    Element(String name) {
      this.name = name;
    }

    Element with(String attribute, String value) {
      attributes.put(attribute, value);
      return this;
    }

    Element holding(Element child) {
      children.add(child);
      return this;
    }

    Element saying(String words) {
      text = words;
      return this;
    }

    /** One line for each element: people read it, too. */
    void writeTo(XMLStreamWriter xml, int depth) throws XMLStreamException {
      newLine(xml, depth);
      if (children.isEmpty() && text.isEmpty()) {
        xml.writeEmptyElement(name);
        writeAttributes(xml);
        return;
      }
      xml.writeStartElement(name);
      writeAttributes(xml);
      xml.writeCharacters(text);
      for (Element child : children) {
        child.writeTo(xml, depth + 1);
      }
      if (!children.isEmpty()) {
        newLine(xml, depth);
      }
      xml.writeEndElement();
    }

    private void writeAttributes(XMLStreamWriter xml) throws XMLStreamException {
      for (Map.Entry<String, String> attribute : attributes.entrySet()) {
        xml.writeAttribute(attribute.getKey(), attribute.getValue());
      }
    }

    private static void newLine(XMLStreamWriter xml, int depth) throws XMLStreamException {
      xml.writeCharacters("\n" + "  ".repeat(depth));
    }
  }
}
