package dev.switchboard.call;

import dev.switchboard.edm.CsdlXml;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.core.edm.EdmProviderImpl;
import org.apache.olingo.server.core.MetadataParser;

/** All that is served, as Apache Olingo reads it from the metadata document. */
public final class ForeignModel {

  private ForeignModel() {}

  /** Reads it; the network is not asked for the vocabularies that it refers to. */
  public static Edm read() {
    MetadataParser parser = new MetadataParser();
    parser.referenceResolver(
        (uri, base) -> {
          throw new AssertionError("the network is asked for " + uri);
        });
    try {
      return new EdmProviderImpl(
          parser.buildEdmProvider(
              new InputStreamReader(
                  new ByteArrayInputStream(CsdlXml.write(CallModel.SCHEMA)),
                  StandardCharsets.UTF_8)));
    } catch (XMLStreamException e) {
      throw new AssertionError(e);
    }
  }
}
