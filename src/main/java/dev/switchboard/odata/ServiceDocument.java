package dev.switchboard.odata;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.json.bind.annotation.JsonbTransient;
import java.util.List;

/**
 * What stands directly below a service root (OData JSON 4.01 section 5).
 *
 * @param context the context URL
 * @param value the singletons
 */
@JsonbPropertyOrder({"context", "value"})
public record ServiceDocument(@JsonbProperty("@odata.context") String context, List<Element> value)
    implements Body {

  /** One: there is nothing in it that could be left out. */
  @Override
  @JsonbTransient
  public MetadataLevel level() {
    return MetadataLevel.MINIMAL;
  }

  /**
   * One of them.
   *
   * @param name its name in the entity container
   * @param kind what it is there
   * @param url where it stands, absolute
   */
  @JsonbPropertyOrder({"name", "kind", "url"})
  public record Element(String name, String kind, String url) {

    static Element singleton(String name, ServiceRoot root) {
      return new Element(name, "Singleton", root.resource(name).toString());
    }
  }
}
