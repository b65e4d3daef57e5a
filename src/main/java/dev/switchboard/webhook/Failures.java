package dev.switchboard.webhook;

import dev.switchboard.webhook.Attempt.Cause;
import dev.switchboard.webhook.Attempt.Failed;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;

/**
 * What went wrong, in sentences of our own: the messages of exceptions hold what a receiver or a
 * resolver has chosen, and addresses that are nobody's business.
 */
final class Failures {

  private Failures() {}

  /** Of a name that could not be looked up. */
  static Failed ofLookup(Endpoint endpoint, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof UnknownHostException) {
      return new Failed(Cause.UNKNOWN_NAME, "the name of %s does not resolve".formatted(endpoint));
    }
    if (cause instanceof RejectedExecutionException) {
      return new Failed(
          Cause.BUSY, "too many names are looked up for that of %s".formatted(endpoint));
    }
    return new Failed(
        Cause.UNKNOWN_NAME,
        "the name of %s could not be looked up (%s)".formatted(endpoint, name(cause)));
  }

  /** Of a connection that was not made. */
  static Failed toConnect(Endpoint endpoint, Exception failure) {
    return ofTls(endpoint, failure)
        .orElseGet(
            () ->
                new Failed(
                    Cause.CONNECTION,
                    "no connection to %s could be made (%s)".formatted(endpoint, name(failure))));
  }

  /** Of what happened on a connection before there was an answer. */
  static Failed ofAnswer(Endpoint endpoint, Exception failure) {
    if (failure instanceof HttpException || failure instanceof MessageConstraintException) {
      return new Failed(
          Cause.PROTOCOL,
          "what %s answered is no HTTP/1.1 (%s)".formatted(endpoint, name(failure)));
    }
    return ofTls(endpoint, failure)
        .orElseGet(
            () ->
                new Failed(
                    Cause.CONNECTION,
                    "the connection to %s ended before an answer (%s)"
                        .formatted(endpoint, name(failure))));
  }

  private static Optional<Failed> ofTls(Endpoint endpoint, Exception failure) {
    return ofCertificate(failure)
        .map(wrong -> "the certificate of %s %s".formatted(endpoint, wrong))
        .or(
            () ->
                chain(failure).anyMatch(SSLException.class::isInstance)
                    ? Optional.of("TLS with %s failed (%s)".formatted(endpoint, name(failure)))
                    : Optional.empty())
        .map(sentence -> new Failed(Cause.TLS, sentence));
  }

  private static Optional<String> ofCertificate(Throwable failure) {
    if (chain(failure).anyMatch(Failures::isExpiry)) {
      return Optional.of("has expired");
    }
    if (chain(failure).anyMatch(CertificateNotYetValidException.class::isInstance)) {
      return Optional.of("is not valid yet");
    }
    if (chain(failure)
        .anyMatch(
            cause ->
                cause instanceof CertPathBuilderException
                    || cause instanceof CertPathValidatorException)) {
      return Optional.of("is not from a trusted authority");
    }
    // What is left of java.security.cert is the comparison of names (RFC 9110 section 4.3.4).
    return chain(failure).anyMatch(CertificateException.class::isInstance)
        ? Optional.of("is for another host")
        : Optional.empty();
  }

  private static boolean isExpiry(Throwable cause) {
    return cause instanceof CertificateExpiredException
        || (cause instanceof CertPathValidatorException path
            && path.getReason() == BasicReason.EXPIRED);
  }

  private static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(10);
  }

  private static String name(Throwable failure) {
    return failure.getClass().getSimpleName();
  }
}
