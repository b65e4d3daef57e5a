package dev.switchboard.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.UUID;

/** What a key of the service is for. The names stand in the database. */
public enum KeyKind {

  /** Signs the bearer tokens that notifications carry (RFC 7518 section 3.3). */
  RS256 {
    @Override
    JWK generated() throws JOSEException {
      return new RSAKeyGenerator(RSA_BITS)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .keyIDFromThumbprint(true)
          .generate();
    }

    @Override
    Key signing(JWK jwk) throws JOSEException {
      return jwk.toRSAKey().toPrivateKey();
    }
  },

  /** Signs notifications as {@code v1a} (RFC 8032). */
  ED25519 {
    @Override
    JWK generated() throws JOSEException, GeneralSecurityException {
      KeyPair pair = KeyPairGenerator.getInstance(ED25519_NAME).generateKeyPair();
      // The encoding of the public key ends with the key itself (RFC 8410 section 4).
      byte[] encoded = pair.getPublic().getEncoded();
      byte[] x = Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length);
      byte[] d = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
      return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x))
          .d(Base64URL.encode(d))
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.EdDSA)
          .keyIDFromThumbprint()
          .build();
    }

    @Override
    Key signing(JWK jwk) throws GeneralSecurityException {
      // By the JDK: nimbus would need another library for it.
      return KeyFactory.getInstance(ED25519_NAME)
          .generatePrivate(
              new EdECPrivateKeySpec(
                  NamedParameterSpec.ED25519, jwk.toOctetKeyPair().getDecodedD()));
    }
  },

  /** The secret that those of all receivers are derived from, for {@code v1}. */
  HMAC {
    @Override
    JWK generated() throws JOSEException {
      // No thumbprint: receivers see the id, and it must tell nothing of the secret.
      return new OctetSequenceKeyGenerator(SECRET_BITS)
          .algorithm(JWSAlgorithm.HS256)
          .keyID(UUID.randomUUID().toString())
          .generate();
    }

    @Override
    Key signing(JWK jwk) {
      OctetSequenceKey secret = jwk.toOctetSequenceKey();
      return secret.toSecretKey(StandardWebhook.HMAC_SHA256);
    }
  };

  private static final int RSA_BITS = 2048;
  private static final int SECRET_BITS = 256;
  private static final String ED25519_NAME = "Ed25519";
  private static final int ED25519_BYTES = 32;

  /** Makes one: its private part too, with an id that no other key has. */
  JWK newKey() {
    try {
      return generated();
    } catch (JOSEException | GeneralSecurityException e) {
      throw new IllegalStateException("a key for " + this + " could not be made", e);
    }
  }

  /** What signs with such a key. */
  Key signingKey(JWK jwk) {
    try {
      return signing(jwk);
    } catch (JOSEException | GeneralSecurityException e) {
      throw new IllegalStateException("the key %s cannot be used".formatted(jwk.getKeyID()), e);
    }
  }

  abstract JWK generated() throws JOSEException, GeneralSecurityException;

  abstract Key signing(JWK jwk) throws JOSEException, GeneralSecurityException;
}
