package dev.switchboard.container;

import jakarta.json.bind.Jsonb;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Providers;
import java.util.List;

/** A resource of the tests, which tells by what answers are written. */
@Path("planted-jsonb")
@Produces(MediaType.APPLICATION_JSON)
public class JsonbResource {

  @Context private Providers providers;

  /** Two of them, for two types, as whoever writes an answer gets them. */
  @GET
  public String get() {
    return "[%d,%d]".formatted(identity(String.class), identity(List.class));
  }

  /** Zero if there is none. */
  private int identity(Class<?> type) {
    ContextResolver<Jsonb> resolver =
        providers.getContextResolver(Jsonb.class, MediaType.APPLICATION_JSON_TYPE);
    return resolver == null ? 0 : System.identityHashCode(resolver.getContext(type));
  }
}
