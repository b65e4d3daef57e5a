package dev.switchboard.error;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with one request body, so that a client mends it in one go. */
public final class Findings {

  /** Findings past this number are not listed: a hostile body must not make a huge answer. */
  private static final int MOST = 20;

  private final List<ErrorBody.Detail> details = new ArrayList<>();

  /** Notes that {@code target} is wrong; the message says what would be right. */
  public void add(String target, String message) {
    if (details.size() < MOST) {
      details.add(new ErrorBody.Detail(ErrorCode.BAD_REQUEST.text(), message, target));
    }
  }

  /** Notes what was noted elsewhere. */
  public void addAll(Findings others) {
    others.details.forEach(detail -> add(detail.target(), detail.message()));
  }

  /** Whether anything was noted. */
  public boolean any() {
    return !details.isEmpty();
  }

  /**
   * Ends the check.
   *
   * @throws ApiException 400, if anything was noted
   */
  public void throwIfAny() {
    if (any()) {
      throw ApiException.badRequest(details);
    }
  }
}
