package dev.switchboard.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokensTest {

  private static final PageTokens TOKENS = new PageTokens(() -> new byte[] {1, 2, 3});

  private final String token = TOKENS.seal("tenant list", "[\"content\"]");

  @Test
  void whatWasSealedIsToldAgain() {
    assertThat(TOKENS.open("tenant list", token)).isEqualTo("[\"content\"]");
    assertThat(new PageTokens(() -> new byte[] {1, 2, 3}).open("tenant list", token))
        .isEqualTo("[\"content\"]");
  }

  @Test
  void tokenOfAnotherListIsRefused() {
    refused(TOKENS, "another list", token);
    // What moves from the one part to the other is no longer the same.
    refused(TOKENS, "tenant list[", token);
  }

  @Test
  void tokenOfAnotherKeyIsRefused() {
    refused(new PageTokens(() -> new byte[] {9}), "tenant list", token);
  }

  @Test
  void everyBitCounts() {
    byte[] bytes = Base64.getUrlDecoder().decode(token);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      refused(TOKENS, "tenant list", Base64.getUrlEncoder().encodeToString(changed));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAA", "not base64!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void whatIsNoTokenIsRefused(String text) {
    refused(TOKENS, "tenant list", text);
  }

  private static void refused(PageTokens tokens, String binding, String token) {
    assertThatThrownBy(() -> tokens.open(binding, token))
        .hasMessageStartingWith("$skiptoken must be taken from an @odata.nextLink");
  }
}
