package dev.switchboard.error;

import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;

/**
 * The container's error page: what fails outside JAX-RS answers in the same envelope. Asked for
 * directly, it is a path like any other that does not exist.
 */
@WebServlet(urlPatterns = ErrorPageServlet.PATH, asyncSupported = true)
public class ErrorPageServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /** Named as the error page in web.xml. */
  static final String PATH = "/error-page";

  @Inject private transient Clock clock;
  private transient Jsonb jsonb;

  @Override
  public void init() throws ServletException {
    jsonb = JsonbBuilder.create();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RequestIds ids = RequestIds.of(request);
    boolean failed = request.getDispatcherType() == DispatcherType.ERROR;
    Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    // Some servers note an exception of their own with a refusal, too.
    boolean refused = response.getStatus() >= 400 && response.getStatus() < 500;
    ApiException refusal =
        failed && !refused && failure instanceof Throwable thrown
            ? Failures.refusal(thrown, ids.requestId())
            : HttpRefusals.of(failed ? response.getStatus() : HttpServletResponse.SC_NOT_FOUND);
    request.setAttribute(ApiException.ANSWERED, refusal);
    response.setStatus(refusal.code().status());
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("request-id", ids.requestId());
    response.setHeader("client-request-id", ids.clientRequestId());
    response.setDateHeader("Date", clock.millis());
    response.getWriter().write(jsonb.toJson(ErrorResponse.body(refusal, ids, clock)));
  }
}
