package dev.switchboard.container;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.call.CallService;
import dev.switchboard.call.EveryServiceMethod;
import dev.switchboard.notification.NotificationFeedService;
import dev.switchboard.notification.NotificationService;
import dev.switchboard.operation.CommsOperationService;
import dev.switchboard.operation.OperationMerge;
import dev.switchboard.operation.OperationRead;
import dev.switchboard.participant.ParticipantService;
import dev.switchboard.security.AccessScope;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Lists, as the database saw them, all statements that the services send to their tables, and holds
 * that each of them names the owner of the rows that it is about.
 */
@ExtendWith(ArquillianExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class OwnershipIT {

  private static final Pattern TABLES =
      Pattern.compile(
          "(?i)\\b(comms_call|comms_operation|participant|roster|notification|notification_stream)\\b");

  /**
   * What the service looks for by itself, for nobody: keys of rows, with their owners; and what it
   * does to them by their keys alone, which nobody is shown. Whatever else it does with them it
   * does in the name of their owner.
   */
  private static final Pattern OWN_WORK =
      Pattern.compile(
          "(?i)^(SELECT ([^,]+, ?)?[^,]+, ?[^,]*tenant_id[^,]*, ?[^,]*application_id[^,]*(, ?[^,]+){0,3} FROM"
              + "|UPDATE notification_stream( \\w+)? SET (VERSION = \\(VERSION \\+ [?$]\\d*\\), )?(\\w+\\.)?due_at"
              + " ?= ?[?$]\\d* WHERE"
              + "|DELETE FROM notification( \\w+)? WHERE \\(*(\\w+\\.)?id IN)");

  private static final Pattern TENANT = equalTo("tenant_id");
  private static final Pattern APPLICATION = equalTo("application_id");

  /** With a parameter, or with that of each row that is wanted: those are parameters, too. */
  private static Pattern equalTo(String column) {
    return Pattern.compile("(?i)\\b%1$s\\s*=\\s*([?$]|w\\.%1$s\\b)".formatted(column));
  }

  private static final Pattern WHERE = Pattern.compile("(?i)\\sWHERE\\s");

  private static final List<String> H2_RECORDS =
      List.of(
          "SET QUERY_STATISTICS FALSE",
          "SET QUERY_STATISTICS_MAX_ENTRIES 10000",
          "SET QUERY_STATISTICS TRUE");
  private static final String H2_RECORDED =
      "SELECT sql_statement FROM information_schema.query_statistics ORDER BY 1";
  private static final List<String> POSTGRESQL_RECORDS =
      List.of("SELECT pg_stat_statements_reset()");
  private static final String POSTGRESQL_RECORDED =
      "SELECT s.query FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid"
          + " WHERE d.datname = current_database() ORDER BY 1";

  @Inject private EveryServiceMethod services;
  @Inject private Transactions transactions;

  @Resource(lookup = "java:app/jdbc/switchboard")
  private DataSource database;

  @Deployment
  static Archive<?> war() {
    return Deployments.builtWarWith(
        OwnershipIT.class, EveryServiceMethod.class, Transactions.class);
  }

  @Test
  void applicationReachesItsOwnRowsOnly() throws SQLException {
    AccessScope own = AccessScope.of(Transactions.OWNER);

    List<String> statements = statements(() -> callAllAs(own));

    assertEveryKind(statements);
    assertAll(statements.stream().map(statement -> () -> assertNames(statement, TENANT)));
    assertAll(statements.stream().map(statement -> () -> assertNames(statement, APPLICATION)));
  }

  @Test
  void writerOfATenantReachesRowsOfThatTenantOnly() throws SQLException {
    AccessScope tenant = AccessScope.of(Transactions.OWNER).tenant();

    List<String> statements = statements(() -> callAllAs(tenant));

    assertEveryKind(statements);
    assertAll(statements.stream().map(statement -> () -> assertNames(statement, TENANT)));
  }

  @Test
  void noMethodOfTheServicesIsLeftOut() {
    assertEquals(
        Stream.of(
                CallService.class,
                CommsOperationService.class,
                OperationMerge.class,
                OperationRead.class,
                ParticipantService.class,
                NotificationService.class,
                NotificationFeedService.class)
            .flatMap(service -> Arrays.stream(service.getDeclaredMethods()))
            .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
            .map(OwnershipIT::name)
            .collect(Collectors.toCollection(TreeSet::new)),
        new TreeSet<>(EveryServiceMethod.names()));
  }

  private static String name(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  private void callAllAs(AccessScope scope) {
    UUID callId = services.callAllAs(scope, Transactions.OWNER);
    transactions.sendAll();
    services.callTheOthersAs(scope, Transactions.OWNER, callId);
    services.callWithoutTransactionAs(scope, Transactions.OWNER);
    services.missAllAs(scope, Transactions.OWNER);
  }

  /** What the database executed on those tables meanwhile. */
  private List<String> statements(Runnable work) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      boolean h2 = connection.getMetaData().getDatabaseProductName().equals("H2");
      for (String begin : h2 ? H2_RECORDS : POSTGRESQL_RECORDS) {
        statement.execute(begin);
      }
      work.run();
      try (ResultSet rows = statement.executeQuery(h2 ? H2_RECORDED : POSTGRESQL_RECORDED)) {
        List<String> statements = new ArrayList<>();
        while (rows.next()) {
          if (TABLES.matcher(rows.getString(1)).find()
              && !OWN_WORK.matcher(rows.getString(1)).find()) {
            statements.add(rows.getString(1));
          }
        }
        return statements;
      }
    }
  }

  /** Guards against a list that is short because nothing was recorded. */
  private static void assertEveryKind(List<String> statements) {
    Map<String, Set<String>> expected =
        Map.of(
            "comms_call", Set.of("INSERT", "SELECT", "UPDATE"),
            "comms_operation", Set.of("INSERT", "SELECT", "UPDATE", "DELETE"),
            "participant", Set.of("INSERT", "SELECT", "UPDATE", "DELETE"),
            "roster", Set.of("INSERT", "SELECT", "UPDATE"),
            "notification_stream", Set.of("INSERT", "SELECT", "UPDATE"),
            "notification", Set.of("INSERT", "SELECT", "UPDATE"));
    expected.forEach(
        (table, kinds) -> {
          Predicate<String> about = Pattern.compile("(?i)\\b" + table + "\\b").asPredicate();
          for (String kind : kinds) {
            assertTrue(
                statements.stream().filter(about).anyMatch(statement -> is(kind, statement)),
                () ->
                    "no %s of %s among\n%s".formatted(kind, table, String.join("\n", statements)));
          }
        });
  }

  /** Providers write keywords in either case. */
  private static boolean is(String kind, String statement) {
    return statement.toUpperCase(Locale.ROOT).startsWith(kind);
  }

  private static void assertNames(String statement, Pattern column) {
    if (is("INSERT", statement)) {
      assertTrue(
          statement.toLowerCase(Locale.ROOT).contains("tenant_id")
              && statement.toLowerCase(Locale.ROOT).contains("application_id"),
          statement);
      return;
    }
    Matcher where = WHERE.matcher(statement);
    assertTrue(
        where.find() && column.matcher(statement.substring(where.start())).find(),
        () -> column + " is not in the predicate of: " + statement);
  }
}
