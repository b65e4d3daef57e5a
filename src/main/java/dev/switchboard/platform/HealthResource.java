package dev.switchboard.platform;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Health for load balancers and orchestrators, without a token, in the form of MicroProfile Health
 * 4.0 section 3: 200 and UP, or 503 and DOWN.
 */
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

  @Inject private Readiness readiness;

  /** All checks together. */
  @GET
  public Response all() {
    return ready();
  }

  /** The process answers. */
  @GET
  @Path("live")
  public Response live() {
    return answer(List.of());
  }

  /** The start is over: the database was there and has the schema. */
  @GET
  @Path("started")
  public Response started() {
    return answer(readiness.startChecks());
  }

  /** Requests can be served. */
  @GET
  @Path("ready")
  public Response ready() {
    return answer(readiness.checks());
  }

  private static Response answer(List<Readiness.Check> checks) {
    boolean up = checks.stream().allMatch(Readiness.Check::up);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", status(up));
    body.put("checks", checks.stream().map(HealthResource::check).toList());
    return Response.status(up ? 200 : 503).entity(body).build();
  }

  private static Map<String, Object> check(Readiness.Check check) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", check.name());
    body.put("status", status(check.up()));
    if (check.reason() != null) {
      body.put("data", Map.of("reason", check.reason()));
    }
    return body;
  }

  private static String status(boolean up) {
    return up ? "UP" : "DOWN";
  }
}
