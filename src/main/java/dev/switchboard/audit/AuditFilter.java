package dev.switchboard.audit;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.error.RequestIds;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Writes the audit records of a request once its outcome is decided, which is after the commit. A
 * servlet filter, and by web.xml the first one, so that nothing that the application refuses
 * escapes it, nor what a server refuses in front of it and leaves to its error page. Health is left
 * out: its 503 refuses nobody.
 */
public class AuditFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /** The methods that change nothing (RFC 9110 section 9.2.1). */
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  /** Compared as sent: a path that only leads there, or away from there, is no health check. */
  private static final Set<String> HEALTH =
      Set.of("/health", "/health/live", "/health/ready", "/health/started");

  /** On a request that reached the application: its record is written where it came in. */
  private static final String SEEN = AuditFilter.class.getName();

  @Inject private transient AuditLog log;
  @Inject private transient AuditTrail trail;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      chain.doFilter(request, response);
      if (request.getAttribute(SEEN) == null) {
        recordRefusalOfTheServer(request, response.getStatus());
      }
      return;
    }
    request.setAttribute(SEEN, true);
    boolean answered = false;
    try {
      chain.doFilter(request, response);
      answered = true;
    } finally {
      if (!HEALTH.contains(request.getRequestURI())) {
        record(request, answered ? response.getStatus() : ErrorCode.INTERNAL_SERVER_ERROR.status());
      }
    }
  }

  /** Nobody was authenticated yet: the trail of the request, and its scope, were never begun. */
  private void recordRefusalOfTheServer(HttpServletRequest request, int status) {
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    log.write(
        AuditRecord.refusal(
            new AuditRecord.Request(
                RequestIds.of(request),
                request.getMethod(),
                path == null ? request.getRequestURI() : path.toString(),
                request.getRemoteAddr(),
                null,
                null),
            status,
            (ApiException) request.getAttribute(ApiException.ANSWERED)));
  }

  private void record(HttpServletRequest request, int status) {
    if (trail.inner().isEmpty()) {
      record(
          new AuditTrail.Answered(
              RequestIds.of(request),
              trail.tenantId(),
              trail.applicationId(),
              request.getMethod(),
              request.getRequestURI(),
              status,
              (ApiException) request.getAttribute(ApiException.ANSWERED),
              trail.changes()),
          request.getRemoteAddr());
    } else {
      trail.inner().forEach(inner -> record(inner, request.getRemoteAddr()));
    }
  }

  private void record(AuditTrail.Answered answered, String remoteAddress) {
    AuditRecord.Request about =
        new AuditRecord.Request(
            answered.ids(),
            answered.method(),
            answered.path(),
            remoteAddress,
            answered.tenantId(),
            answered.applicationId());
    if (answered.status() >= 400) {
      log.write(AuditRecord.refusal(about, answered.status(), answered.refusal()));
    } else if (answered.tenantId() != null && !SAFE.contains(answered.method())) {
      if (answered.changes().isEmpty()) {
        log.write(AuditRecord.write(about, answered.status(), null));
      }
      answered
          .changes()
          .forEach(change -> log.write(AuditRecord.write(about, answered.status(), change)));
    }
  }
}
