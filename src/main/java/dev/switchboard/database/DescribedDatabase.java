package dev.switchboard.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/**
 * Tells a persistence provider what the database is, even while it cannot be reached: providers ask
 * once, when the application starts, and would fail for good. Each question is asked of a real
 * connection of its own; without one, the settings say which product it is and everything else is
 * answered with no.
 */
final class DescribedDatabase implements InvocationHandler {

  private final Database database;
  private final Connection asked;

  private DescribedDatabase(Database database, Connection asked) {
    this.database = database;
    this.asked = asked;
  }

  /** The description of a database, as if it came from the connection {@code asked}. */
  static DatabaseMetaData metaData(Database database, Connection asked) {
    return TransactionConnection.proxy(
        DatabaseMetaData.class, new DescribedDatabase(database, asked));
  }

  @Override
  public Object invoke(Object self, Method method, Object[] arguments) throws SQLException {
    return switch (method.getName()) {
      case "getConnection" -> asked;
      case "equals" -> self == arguments[0];
      case "hashCode" -> System.identityHashCode(self);
      case "toString" -> "DescribedDatabase[%s]".formatted(database.product());
      default -> answer(method, arguments);
    };
  }

  private Object answer(Method method, Object[] arguments) throws SQLException {
    try (Connection real = database.anyConnection()) {
      return TransactionConnection.call(real.getMetaData(), method, arguments);
    } catch (SQLException e) {
      return unreachable(method, e);
    }
  }

  private Object unreachable(Method method, SQLException failure) throws SQLException {
    DatabaseProduct product = database.product();
    Class<?> type = method.getReturnType();
    return switch (method.getName()) {
      case "getDatabaseProductName" -> product.productName();
      case "getDatabaseProductVersion" -> product.majorVersion() + ".0";
      case "getDatabaseMajorVersion" -> product.majorVersion();
      case "getDefaultTransactionIsolation" -> Connection.TRANSACTION_READ_COMMITTED;
      default -> {
        if (type == boolean.class) {
          yield false;
        } else if (type == int.class) {
          yield 0;
        } else if (type == String.class) {
          yield "";
        }
        // Rows are nothing to guess.
        throw failure;
      }
    };
  }
}
