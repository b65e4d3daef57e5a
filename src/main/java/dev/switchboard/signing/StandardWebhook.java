package dev.switchboard.signing;

import com.nimbusds.jose.jwk.OctetKeyPair;
import dev.switchboard.security.Owner;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is signed of one attempt to send a message (Standard Webhooks 1.0, "Signature scheme"): its
 * id, the time of the attempt in whole seconds, and the body, byte for byte.
 */
final class StandardWebhook {

  /** The identifiers of the two schemes. */
  static final String SYMMETRIC = "v1";

  static final String ASYMMETRIC = "v1a";

  static final String HMAC_SHA256 = "HmacSHA256";

  /** Says what a derived secret is for; another one with another text has nothing to do with it. */
  private static final String PURPOSE = "switchboard standard webhook v1";

  /** As many bytes as the hash has, so that one block of HKDF is the whole secret. */
  private static final byte ONLY_BLOCK = 1;

  private final String id;
  private final long timestamp;
  private final byte[] body;

  /**
   * One attempt.
   *
   * @param id the same in all attempts; without a full stop
   * @param now the time of the attempt
   * @param body as it is sent
   */
  StandardWebhook(String id, Instant now, byte[] body) {
    if (id.isEmpty() || id.indexOf('.') >= 0) {
      throw new IllegalArgumentException("the id of a message must have no full stop");
    }
    this.id = id;
    this.timestamp = now.getEpochSecond();
    this.body = body.clone();
  }

  /** The value of {@code webhook-id}. */
  String id() {
    return id;
  }

  /** The value of {@code webhook-timestamp}: seconds since 1970. */
  String timestamp() {
    return Long.toString(timestamp);
  }

  /** One element of {@code webhook-signature}, of the scheme {@code v1}. */
  String signedWith(SecretKeySpec secret) {
    return SYMMETRIC + "," + base64(hmac(secret, prefix(), body));
  }

  /** One element of {@code webhook-signature}, of the scheme {@code v1a}. */
  String signedWith(PrivateKey ed25519) {
    return ASYMMETRIC + "," + base64(signature(ed25519, prefix(), body));
  }

  private byte[] prefix() {
    return (id + "." + timestamp() + ".").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The secret of one receiver, of 32 bytes. By HKDF-Expand (RFC 5869 section 2.3): nobody can come
   * from one secret to another one, or to the master. The master is random as a whole, so that
   * nothing is to be extracted (section 3.3).
   */
  static SecretKeySpec secret(Key master, Owner owner) {
    ByteArrayOutputStream info = new ByteArrayOutputStream();
    // Each with its length, so that no two owners have the same text.
    for (String part : new String[] {PURPOSE, owner.tenantId(), owner.applicationId()}) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      info.write(bytes.length >> 8);
      info.write(bytes.length);
      info.writeBytes(bytes);
    }
    return new SecretKeySpec(expanded(master, info.toByteArray()), HMAC_SHA256);
  }

  /** The first block of HKDF-Expand with SHA-256. */
  static byte[] expanded(Key pseudorandom, byte[] info) {
    return hmac(pseudorandom, info, new byte[] {ONLY_BLOCK});
  }

  /** A secret as receivers are given it. */
  static String serialized(SecretKeySpec secret) {
    return "whsec_" + base64(secret.getEncoded());
  }

  /** A public key as receivers are given it. */
  static String serialized(OctetKeyPair publicKey) {
    return "whpk_" + base64(publicKey.getDecodedX());
  }

  private static byte[] hmac(Key key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(HMAC_SHA256);
      mac.init(key);
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  /** The signature of RFC 8032 section 5.1. */
  static byte[] signature(PrivateKey ed25519, byte[]... parts) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(ed25519);
      for (byte[] part : parts) {
        signature.update(part);
      }
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java from 15 on has Ed25519", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
