package dev.switchboard.load.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RoomTest {

  private static final long GIB = 1L << 30;

  @Test
  void enoughIsEnough() {
    assertThatCode(() -> new Room(30 * GIB, 8 * GIB).require(10_000_000))
        .doesNotThrowAnyException();
  }

  @Test
  void lackOfDiskIsSaidInOneSentence() {
    assertThatThrownBy(() -> new Room(6 * GIB, 8 * GIB).require(1_000_000))
        .isInstanceOf(Room.LackingException.class)
        .hasMessage(
            "The benchmark with 1000000 operations needs 6.4 GiB of free disk, and there are 6.0 GiB.");
  }

  @Test
  void lackOfMemoryIsSaidInOneSentence() {
    assertThatThrownBy(() -> new Room(30 * GIB, GIB).require(10_000))
        .isInstanceOf(Room.LackingException.class)
        .hasMessage(
            "The benchmark with 10000 operations needs 3.0 GiB of memory, and there are 1.0 GiB.");
  }

  @Test
  void lackHasNoStackTrace() {
    assertThatThrownBy(() -> new Room(0, 0).require(10_000))
        .satisfies(lack -> assertThat(lack.getStackTrace()).isEmpty());
  }

  @Test
  void moreRowsNeedMore() {
    Room room = new Room(6 * GIB, 8 * GIB);

    assertThatCode(() -> room.require(10_000)).doesNotThrowAnyException();
    assertThatThrownBy(() -> room.require(10_000_000)).isInstanceOf(Room.LackingException.class);
  }
}
