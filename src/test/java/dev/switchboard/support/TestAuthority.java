package dev.switchboard.support;

import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** An authority that certifies servers, made when it is needed and trusted by nobody else. */
public final class TestAuthority {

  private static final Duration A_DAY = Duration.ofDays(1);

  private final HeldCertificate own =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("Authority").build();

  /** TLS for a client that trusts this authority and no other. */
  public SSLContext trusting() {
    return new HandshakeCertificates.Builder()
        .addTrustedCertificate(own.certificate())
        .build()
        .sslContext();
  }

  /** TLS for a server of this name or address. */
  public SSLContext server(String name) {
    return context(certificate(name).signedBy(own));
  }

  /** TLS for a server whose certificate has been invalid for a day. */
  public SSLContext expired(String name) {
    Instant now = Instant.now();
    return context(
        certificate(name)
            .signedBy(own)
            .validityInterval(
                now.minus(A_DAY.multipliedBy(2)).toEpochMilli(), now.minus(A_DAY).toEpochMilli()));
  }

  /** TLS for a server whose certificate will be valid in a day. */
  public SSLContext notYetValid(String name) {
    Instant now = Instant.now();
    return context(
        certificate(name)
            .signedBy(own)
            .validityInterval(
                now.plus(A_DAY).toEpochMilli(), now.plus(A_DAY.multipliedBy(2)).toEpochMilli()));
  }

  /** TLS for a server that has certified itself. */
  public static SSLContext selfSigned(String name) {
    return context(certificate(name));
  }

  private static HeldCertificate.Builder certificate(String name) {
    return new HeldCertificate.Builder().commonName(name).addSubjectAlternativeName(name);
  }

  private static SSLContext context(HeldCertificate.Builder certificate) {
    return new HandshakeCertificates.Builder()
        .heldCertificate(certificate.build())
        .build()
        .sslContext();
  }
}
