package dev.switchboard.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleWriterTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ID FROM comms_operation WHERE ID = ?  FOR UPDATE",
        "select id from comms_operation\nfor update",
        "UPDATE comms_operation SET status = ?",
        "INSERT INTO comms_call (ID) VALUES (?)",
        "DELETE FROM comms_operation WHERE ID = ?",
        "MERGE INTO x VALUES (1)"
      })
  void whatLocksOrChangesRowsWrites(String statement) {
    assertThat(SingleWriter.writes(statement)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT ID FROM comms_operation WHERE ID = ?", " select 1"})
  void whatOnlyReadsDoesNot(String statement) {
    assertThat(SingleWriter.writes(statement)).isFalse();
  }

  @Test
  void secondWriterIsRefusedAsByALockedRow() throws SQLException {
    SingleWriter writers = new SingleWriter(Duration.ofMillis(1));
    writers.enter();

    assertThatThrownBy(writers::enter)
        .isInstanceOf(SQLTimeoutException.class)
        .extracting(failure -> ((SQLException) failure).getSQLState())
        .isEqualTo("HYT00");
  }

  @Test
  void nextWriterEntersWhenTheFirstHasLeft() throws SQLException {
    SingleWriter writers = new SingleWriter(Duration.ofMillis(1));
    writers.enter();
    writers.leave();

    writers.enter();
  }
}
