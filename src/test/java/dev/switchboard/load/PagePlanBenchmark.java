package dev.switchboard.load;

import dev.switchboard.support.Report;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Pages of lists of a million, and what an index by which they would be in another order costs each
 * operation.
 */
class PagePlanBenchmark extends PagePlans {

  private static final int WRITTEN = 10_000;

  PagePlanBenchmark() {
    super(1_000_000, 100);
  }

  /** Three writes in the life of an operation, in a transaction each. */
  @Test
  void indexOfAnotherOrderAgainstNone() {
    service.execute("ALTER ROLE postgres SET auto_explain.log_min_duration = -1");
    // It is counted what is written, and not how long the disk takes.
    service.execute("ALTER ROLE postgres SET synchronous_commit = off");
    List<String> table = new ArrayList<>();
    table.add("| indexes besides today's | log written for each operation | updates in place |");
    table.add("|---|---|---|");
    table.add(lives("none"));
    service.execute(
        "CREATE INDEX by_code ON comms_operation (call_id, result_code DESC NULLS LAST, id)");
    table.add(lives("(call_id, result_code, id)"));
    service.execute("CREATE INDEX by_status ON comms_operation (call_id, status, id)");
    table.add(lives("(call_id, result_code, id), (call_id, status, id)"));
    service.execute("DROP INDEX by_code, by_status");
    service.execute("DELETE FROM comms_operation WHERE client_context = 'life'");
    service.execute("VACUUM ANALYZE comms_operation");
    service.execute("ALTER ROLE postgres RESET ALL");
    Report.write("load", "index-costs", table);
  }

  private String lives(String indexes) {
    service.execute("DELETE FROM comms_operation WHERE client_context = 'life'");
    service.execute("VACUUM comms_operation");
    service.execute("CHECKPOINT");
    service.execute("SELECT pg_stat_reset_single_table_counters('comms_operation'::regclass)");
    String before = service.ask("SELECT pg_current_wal_insert_lsn()");
    service.execute(
        """
        DO $$
        DECLARE
          one comms_operation;
          was comms_operation;
        BEGIN
          SELECT * INTO was FROM comms_operation LIMIT 1;
          FOR i IN 1..%d LOOP
            one := was;
            one.id := (lpad(to_hex(1900000000000 + i), 12, '0') || '70008000' || '000000000003')::uuid;
            one.client_context := 'life';
            one.status := 'NOT_STARTED';
            one.result_code := NULL;
            INSERT INTO comms_operation VALUES (one.*);
            COMMIT;
            UPDATE comms_operation SET status = 'RUNNING', version = 2 WHERE id = one.id;
            COMMIT;
            UPDATE comms_operation
            SET status = 'COMPLETED', result_code = 200, result_subcode = 0, version = 3
            WHERE id = one.id;
            COMMIT;
          END LOOP;
          PERFORM pg_stat_force_next_flush();
        END $$
        """
            .formatted(WRITTEN));
    String bytes =
        service.ask(
            "SELECT round(pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '%s') / %d)"
                .formatted(before, WRITTEN));
    String inPlace =
        service.ask(
            "SELECT round(100.0 * n_tup_hot_upd / n_tup_upd) FROM pg_stat_user_tables"
                + " WHERE relname = 'comms_operation'");
    return "| %s | %s bytes | %s %% |".formatted(indexes, bytes, inPlace);
  }
}
