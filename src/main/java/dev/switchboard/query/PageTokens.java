package dev.switchboard.query;

import dev.switchboard.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what a {@code $skiptoken} says with a message authentication code, so that a client can
 * neither make one nor use one for another list than the one it came from.
 */
public final class PageTokens {

  private static final String ALGORITHM = "HmacSHA256";

  /** Of the code, 128 bits are kept, as RFC 2104 section 5 allows. */
  private static final int CODE_BYTES = 16;

  private final Supplier<byte[]> key;

  /**
   * @param key the secret that all nodes share; asked for at each use
   */
  public PageTokens(Supplier<byte[]> key) {
    this.key = key;
  }

  /**
   * Makes a token.
   *
   * @param binding whose list it is for, and which
   */
  String seal(String binding, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    byte[] sealed = Arrays.copyOf(bytes, bytes.length + CODE_BYTES);
    System.arraycopy(code(binding, bytes), 0, sealed, bytes.length, CODE_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  /**
   * What a token says.
   *
   * @throws ApiException 400 if it was not made here, or for another list
   */
  String open(String binding, String token) {
    byte[] sealed;
    try {
      sealed = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      throw refused();
    }
    if (sealed.length < CODE_BYTES) {
      throw refused();
    }
    byte[] content = Arrays.copyOf(sealed, sealed.length - CODE_BYTES);
    byte[] code = Arrays.copyOfRange(sealed, content.length, sealed.length);
    if (!MessageDigest.isEqual(code, code(binding, content))) {
      throw refused();
    }
    return new String(content, StandardCharsets.UTF_8);
  }

  private byte[] code(String binding, byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.get(), ALGORITHM));
      byte[] bound = binding.getBytes(StandardCharsets.UTF_8);
      // With its length before it, so that nothing can move between the two.
      mac.update(Integer.toString(bound.length).getBytes(StandardCharsets.US_ASCII));
      mac.update((byte) ':');
      mac.update(bound);
      return Arrays.copyOf(mac.doFinal(content), CODE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static ApiException refused() {
    return ApiException.badRequest(
        QueryOptions.SKIP_TOKEN,
        "$skiptoken must be taken from an @odata.nextLink, with the options that stand beside it.");
  }
}
