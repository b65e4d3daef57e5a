package dev.switchboard.container;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** A resource of the tests, in front of {@link FailureBean}. */
@Path("planted-failure/{kind}")
@Produces(MediaType.APPLICATION_JSON)
public class FailureResource {

  @Inject private FailureBean bean;

  /** Fails. */
  @GET
  public String get(@PathParam("kind") String kind) {
    if (kind.equals("error")) {
      throw new StackOverflowError("planted secret");
    }
    bean.fail(kind);
    return "{}";
  }
}
