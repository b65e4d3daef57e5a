package dev.switchboard.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;

/** What holds of every refusal, whatever was refused. */
public final class SoundRefusal {

  /** Twenty findings, each with a shortened name in a sentence. */
  private static final int LONGEST_MESSAGE = 20 * 500;

  private static final int LONGEST_TARGET = 500;

  private SoundRefusal() {}

  /**
   * Demands a refusal that blames the client (4xx) or says that something is not implemented (501),
   * that is short and holds no control character.
   */
  public static void check(ApiException refusal) {
    if (refusal.code() != ErrorCode.NOT_IMPLEMENTED) {
      assertThat(refusal.code().status()).isBetween(400, 499);
    }
    assertThat(refusal.getMessage())
        .hasSizeLessThan(LONGEST_MESSAGE)
        .doesNotContainPattern("\\p{Cntrl}");
    if (refusal.target() != null) {
      assertThat(refusal.target())
          .hasSizeLessThan(LONGEST_TARGET)
          .doesNotContainPattern("\\p{Cntrl}");
    }
  }
}
