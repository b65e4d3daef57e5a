package dev.switchboard.notification;

import java.util.function.Supplier;

/** Rests never, and counts the pieces. */
final class CountingPace implements OutboxRelay.Pace {

  private int pieces;
  private boolean slow;

  @Override
  public <T> T of(Supplier<T> piece) {
    pieces++;
    return piece.get();
  }

  @Override
  public boolean isSlow() {
    return slow;
  }

  void becomeSlow() {
    slow = true;
  }

  int pieces() {
    return pieces;
  }
}
