package dev.switchboard.batch;

import dev.switchboard.error.RequestIds;
import dev.switchboard.json.JsonObjectReader;
import dev.switchboard.odata.CurrentRequest;
import dev.switchboard.odata.ODataRequest;
import dev.switchboard.odata.ServiceRoot;
import dev.switchboard.security.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Batches: {@code /$batch} (OData 4.01 Protocol 11.7; Graph serves the JSON form alone). The dollar
 * sign stands in a template: as a literal it means different things to implementations of JAX-RS.
 */
@Path(ServiceRoot.TEMPLATE + "/{batch: \\$batch}")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class BatchResource {

  @Inject private BatchRunner runner;
  @Inject private CurrentRequest request;
  @Inject private CurrentCaller caller;
  @Context private HttpServletRequest received;

  /** Answers each request of a batch that can be read: 200, whatever they are answered with. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response post(BatchRequest batch) {
    ODataRequest odata = request.odata();
    odata.takesNoQueryOptions();
    odata.takesNoPrecondition();
    BatchResponse answer =
        runner.answer(
            new BatchRunner.Envelope(odata.root(), caller.get(), RequestIds.of(received)),
            JsonObjectReader.required(batch),
            odata.stopsOnError());
    return odata.batch(answer);
  }
}
