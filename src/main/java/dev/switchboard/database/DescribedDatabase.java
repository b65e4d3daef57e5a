package dev.switchboard.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/**
 * Tells a persistence provider what the database is, even while it cannot be reached: providers ask
 * when the application starts, and would fail for good. Each question is asked of a real connection
 * of its own; without one, the settings say which product it is, and everything else is answered
 * with nothing: no, zero, no rows.
 */
final class DescribedDatabase implements InvocationHandler {

  private final Database database;
  private boolean away;

  private DescribedDatabase(Database database) {
    this.database = database;
  }

  /** The description of a database. */
  static DatabaseMetaData metaData(Database database) {
    return TransactionConnection.proxy(DatabaseMetaData.class, new DescribedDatabase(database));
  }

  @Override
  public Object invoke(Object self, Method method, Object[] arguments) {
    return switch (method.getName()) {
      // Hibernate asks there for the version, to tell products that pretend to be PostgreSQL.
      case "getConnection" -> nothing(Connection.class);
      case "equals" -> self == arguments[0];
      case "hashCode" -> System.identityHashCode(self);
      case "toString" -> "DescribedDatabase[%s]".formatted(database.product());
      default -> answer(method, arguments);
    };
  }

  private Object answer(Method method, Object[] arguments) {
    // Once is enough: each attempt may last until the pool gives up.
    if (!away) {
      try (Connection real = database.anyConnection()) {
        return TransactionConnection.call(real.getMetaData(), method, arguments);
      } catch (SQLException e) {
        // The start says why (Schema).
        away = true;
      }
    }
    DatabaseProduct product = database.product();
    return switch (method.getName()) {
      case "getDatabaseProductName" -> product.productName();
      case "getDatabaseProductVersion" -> product.majorVersion() + ".0";
      case "getDatabaseMajorVersion" -> product.majorVersion();
      case "getDefaultTransactionIsolation" -> Connection.TRANSACTION_READ_COMMITTED;
      default -> nothing(method.getReturnType());
    };
  }

  /** What says nothing: false, 0, null, or an object all of whose methods say nothing. */
  private static Object nothing(Class<?> type) {
    if (type == boolean.class) {
      return false;
    }
    if (type == int.class) {
      return 0;
    }
    if (type == long.class) {
      return 0L;
    }
    return type.isInterface()
        ? TransactionConnection.proxy(
            type, (self, method, arguments) -> nothing(method.getReturnType()))
        : null;
  }
}
