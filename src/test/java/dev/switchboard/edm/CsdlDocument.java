package dev.switchboard.edm;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Reads CSDL in either representation into one form, to compare documents by what they say. */
public final class CsdlDocument {

  private static final String NAMESPACE = "microsoft.graph.";

  /** What stands for the namespace in Graph's own documents. */
  private static final String ALIAS = "graph.";

  private static final String NULLABLE = ", nullable";

  /**
   * A type, without its order.
   *
   * @param about kind, base, whether it is abstract or open, and its key
   * @param members its members, and what is said of each
   */
  public record Described(Map<String, String> about, Map<String, String> members) {}

  private CsdlDocument() {}

  /** The root element of a document. */
  public static Element parse(byte[] xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml)).getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The types and actions whose elements are the children of this one, by their names. */
  public static Map<String, Described> types(Element schema) {
    Map<String, Described> types = new TreeMap<>();
    for (Element type : children(schema)) {
      if (Set.of("EntityType", "ComplexType", "EnumType").contains(type.getLocalName())) {
        types.put(type.getAttribute("Name"), described(type));
      } else if (type.getLocalName().equals("Action")) {
        Map<String, String> members = new TreeMap<>();
        for (Element member : children(type)) {
          members.put(
              member.getLocalName().equals("ReturnType") ? "" : member.getAttribute("Name"),
              property(
                  qualified(member.getAttribute("Type")),
                  !member.getAttribute("Nullable").equals("false")));
        }
        types.put(
            action(type.getAttribute("Name"), members),
            new Described(Map.of("kind", "Action", "bound", flag(type, "IsBound")), members));
      }
    }
    return types;
  }

  private static Described described(Element type) {
    Map<String, String> about = new TreeMap<>();
    about.put("kind", type.getLocalName());
    about.put("base", qualified(type.getAttribute("BaseType")));
    about.put("abstract", flag(type, "Abstract"));
    about.put("open", flag(type, "OpenType"));
    about.put("flags", flag(type, "IsFlags"));
    Map<String, String> members = new TreeMap<>();
    for (Element member : children(type)) {
      String name = member.getAttribute("Name");
      switch (member.getLocalName()) {
        case "Key" -> about.put("key", children(member).iterator().next().getAttribute("Name"));
        case "Property" ->
            members.put(
                name,
                property(
                    qualified(member.getAttribute("Type")),
                    !member.getAttribute("Nullable").equals("false")));
        case "NavigationProperty" ->
            members.put(
                name,
                navigation(
                    qualified(member.getAttribute("Type")),
                    member.getAttribute("ContainsTarget").equals("true")));
        case "Member" -> members.put(name, member.getAttribute("Value"));
        default -> throw new AssertionError(member.getLocalName());
      }
    }
    return new Described(about, members);
  }

  /** The name that tells an action from another one that is bound to another type. */
  private static String action(String name, Map<String, String> members) {
    return "%s on %s".formatted(name, members.get("bindingParameter").replace(NULLABLE, ""));
  }

  /** The types and actions of CSDL JSON, by their names. */
  public static Map<String, Described> types(JsonObject document) {
    Map<String, Described> types = new TreeMap<>();
    document
        .getJsonObject("microsoft.graph")
        .forEach(
            (name, type) -> {
              if (type instanceof JsonArray overloads) {
                overloads.forEach(overload -> addAction(types, name, overload.asJsonObject()));
              } else if (!type.asJsonObject().getString("$Kind").equals("EntityContainer")) {
                types.put(name, described(type.asJsonObject()));
              }
            });
    return types;
  }

  private static void addAction(Map<String, Described> types, String name, JsonObject action) {
    Map<String, String> members = new TreeMap<>();
    action
        .getJsonArray("$Parameter")
        .forEach(
            parameter ->
                members.put(parameter.asJsonObject().getString("$Name"), member(parameter)));
    if (action.containsKey("$ReturnType")) {
      members.put("", member(action.get("$ReturnType")));
    }
    types.put(
        action(name, members),
        new Described(
            Map.of(
                "kind",
                action.getString("$Kind"),
                "bound",
                Boolean.toString(action.getBoolean("$IsBound"))),
            members));
  }

  private static Described described(JsonObject type) {
    Map<String, String> about = new TreeMap<>();
    Map<String, String> members = new TreeMap<>();
    about.put("kind", type.getString("$Kind"));
    about.put("base", type.getString("$BaseType", ""));
    about.put("abstract", Boolean.toString(type.getBoolean("$Abstract", false)));
    about.put("open", Boolean.toString(type.getBoolean("$OpenType", false)));
    about.put("flags", Boolean.toString(type.getBoolean("$IsFlags", false)));
    type.forEach(
        (name, value) -> {
          if (name.equals("$Key")) {
            about.put("key", value.asJsonArray().getString(0));
          } else if (!name.startsWith("$")) {
            members.put(name, member(value));
          }
        });
    return new Described(about, members);
  }

  private static String member(JsonValue value) {
    if (!(value instanceof JsonObject member)) {
      return value.toString();
    }
    String item = member.getString("$Type", "Edm.String");
    String type = member.getBoolean("$Collection", false) ? "Collection(" + item + ")" : item;
    return member.getString("$Kind", "Property").equals("NavigationProperty")
        ? navigation(type, member.getBoolean("$ContainsTarget", false))
        : property(type, member.getBoolean("$Nullable", false));
  }

  private static String property(String type, boolean nullable) {
    return type + (nullable ? NULLABLE : "");
  }

  private static String navigation(String type, boolean contains) {
    return (contains ? "contains " : "navigates to ") + type;
  }

  private static String flag(Element element, String attribute) {
    return Boolean.toString(element.getAttribute(attribute).equals("true"));
  }

  private static String qualified(String type) {
    String collection = "Collection(" + ALIAS;
    if (type.startsWith(collection)) {
      return "Collection(" + NAMESPACE + type.substring(collection.length());
    }
    return type.startsWith(ALIAS) ? NAMESPACE + type.substring(ALIAS.length()) : type;
  }

  /** The child element at the end of a path of names. */
  public static Element at(Element element, String... path) {
    Element here = element;
    for (String name : path) {
      here =
          children(here).stream()
              .filter(child -> child.getLocalName().equals(name))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no " + name));
    }
    return here;
  }

  /** The elements in an element. */
  public static List<Element> children(Element element) {
    List<Element> children = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        children.add(child);
      }
    }
    return children;
  }

  /** The annotations of an element, in the form that CSDL JSON has for them. */
  public static Map<String, Object> annotations(Element element) {
    Map<String, Object> annotations = new LinkedHashMap<>();
    for (Element child : children(element)) {
      if (child.getLocalName().equals("Annotation")) {
        annotations.put("@" + child.getAttribute("Term"), value(child));
      }
    }
    return annotations;
  }

  private static Object value(Element holder) {
    for (String notation : Set.of("Bool", "String", "PropertyPath", "NavigationPropertyPath")) {
      if (holder.hasAttribute(notation)) {
        return constant(notation, holder.getAttribute(notation));
      }
    }
    return expression(children(holder).iterator().next());
  }

  private static Object expression(Element expression) {
    return switch (expression.getLocalName()) {
      case "Record" -> {
        Map<String, Object> members = new LinkedHashMap<>();
        children(expression)
            .forEach(member -> members.put(member.getAttribute("Property"), value(member)));
        yield members;
      }
      case "Collection" -> children(expression).stream().map(CsdlDocument::expression).toList();
      default -> constant(expression.getLocalName(), expression.getTextContent());
    };
  }

  private static Object constant(String notation, String text) {
    return notation.equals("Bool") ? (Object) Boolean.valueOf(text) : text;
  }
}
