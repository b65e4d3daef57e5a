package dev.switchboard.error;

import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;

/**
 * The mappers of JAX-RS. They differ only in the type they are chosen by: a server's own mapper for
 * a nearer type wins over one for {@code Throwable}, so each type that can arrive has its own.
 */
public final class ExceptionMappers {

  private ExceptionMappers() {}

  private abstract static class Mapper<T extends Throwable> implements ExceptionMapper<T> {

    @Context private HttpServletRequest request;
    @Inject private Clock clock;

    @Override
    public Response toResponse(T failure) {
      return ErrorResponse.of(failure, request, clock);
    }
  }

  /** Refusals of the service itself. */
  @Provider
  public static class Refusal extends Mapper<ApiException> {}

  /** Refusals of JAX-RS: unknown path, method, media type. */
  @Provider
  public static class Http extends Mapper<WebApplicationException> {}

  /** Whatever the EJB container wrapped, above all a failed commit. */
  @Provider
  public static class Ejb extends Mapper<EJBException> {}

  /** Failures of the persistence provider. */
  @Provider
  public static class Persistence extends Mapper<PersistenceException> {}

  /** Everything else: a defect. */
  @Provider
  public static class LastResort extends Mapper<Throwable> {}
}
