package dev.switchboard.odata;

import dev.switchboard.edm.CsdlJson;
import dev.switchboard.edm.CsdlXml;
import dev.switchboard.edm.Schema;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;

/**
 * The metadata document in both representations. They are made once: whoever asks needs no token,
 * and so must cost nothing.
 */
@ApplicationScoped
public class MetadataDocument {

  @Inject private Schema schema;

  private byte[] xml;
  private JsonObject json;

  @PostConstruct
  void write() {
    xml = CsdlXml.write(schema);
    json = CsdlJson.write(schema);
  }

  /** OData CSDL XML 4.01, in UTF-8. */
  byte[] xml() {
    return xml.clone();
  }

  /** OData CSDL JSON 4.01. */
  JsonObject json() {
    return json;
  }
}
