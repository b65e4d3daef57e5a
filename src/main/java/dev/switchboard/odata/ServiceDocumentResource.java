package dev.switchboard.odata;

import dev.switchboard.edm.Schema;
import dev.switchboard.query.QueryOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;

/** The service root itself: the service document (OData 4.01 Protocol 11.1.1). */
@Path(ServiceRoot.TEMPLATE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ServiceDocumentResource {

  @Inject private Schema schema;
  @Inject private CurrentRequest current;

  /** Tells what there is: 200, also without a token. */
  @GET
  public ServiceDocument get() {
    QueryOptions.of(current.head().parameters(), Set.of(QueryOptions.FORMAT));
    ServiceRoot root = current.head().root();
    return new ServiceDocument(
        root.context(),
        schema.singletons().stream()
            .map(singleton -> ServiceDocument.Element.singleton(singleton.name(), root))
            .toList());
  }
}
