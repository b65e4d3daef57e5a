package dev.switchboard.odata;

import dev.switchboard.edm.Schema;
import dev.switchboard.error.ApiException;
import dev.switchboard.query.PageTokens;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/**
 * The request that is being answered: the one that came over the connection, or, while a batch is
 * answered, the one of its requests whose turn it is.
 */
@RequestScoped
public class CurrentRequest {

  @Inject private Schema schema;
  @Inject private PageTokens tokens;
  private RequestHead head;

  /** Notes whose turn it is. */
  public void begins(RequestHead next) {
    head = next;
  }

  /** Its head. */
  public RequestHead head() {
    return head;
  }

  /**
   * The request as OData sees it.
   *
   * @throws ApiException 400 if a precondition is malformed, 406 if the format is not supported
   */
  public ODataRequest odata() {
    return new ODataRequest(head, schema, tokens);
  }
}
