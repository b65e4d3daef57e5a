package dev.switchboard.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection for the server to keep, which has a real one only from the first statement of a
 * transaction to its end. So the server's pool never holds a connection that has died meanwhile, a
 * service without a database can start, and its connections are as many as the settings say.
 *
 * <p>Outside of a transaction, with auto-commit, a real connection stays until the next transaction
 * has ended; nothing of the service works like that.
 */
final class TransactionConnection implements InvocationHandler {

  private final Database database;

  private Connection real;
  private boolean writes;
  private boolean autoCommit = true;
  private boolean closed;

  private TransactionConnection(Database database) {
    this.database = database;
  }

  /** A connection that is not connected yet. */
  static Connection of(Database database) {
    return proxy(Connection.class, new TransactionConnection(database));
  }

  @Override
  public Object invoke(Object self, Method method, Object[] arguments) throws SQLException {
    return switch (method.getName()) {
      case "setAutoCommit" -> setAutoCommit((boolean) arguments[0]);
      case "getAutoCommit" -> autoCommit;
      case "commit" -> end(method);
      case "rollback" -> arguments == null ? end(method) : call(real(), method, arguments);
      case "close", "abort" -> close();
      case "isClosed" -> closed;
      case "isValid" -> !closed && (real == null || real.isValid((int) arguments[0]));
      // The pool's connections have that one from the start, and no other is asked for.
      case "setTransactionIsolation", "setReadOnly", "clearWarnings" -> null;
      case "getTransactionIsolation" -> Connection.TRANSACTION_READ_COMMITTED;
      case "isReadOnly" -> false;
      case "getWarnings" -> null;
      // Servers and providers ask when they open it, and need no answer.
      case "getCatalog", "getSchema" -> real == null ? null : call(real, method, arguments);
      case "getMetaData" -> DescribedDatabase.metaData(database);
      case "isWrapperFor" -> ((Class<?>) arguments[0]).isInstance(self);
      case "unwrap" -> ((Class<?>) arguments[0]).cast(self);
      case "equals" -> self == arguments[0];
      case "hashCode" -> System.identityHashCode(self);
      case "toString" -> "TransactionConnection[%s]".formatted(real);
      case "createStatement" -> call(writing(), method, arguments);
      case "prepareStatement", "prepareCall" ->
          call(SingleWriter.writes((String) arguments[0]) ? writing() : real(), method, arguments);
      default -> call(real(), method, arguments);
    };
  }

  private Connection writing() throws SQLException {
    Connection connection = real();
    if (!autoCommit && !writes && database.singleWriter().isPresent()) {
      database.singleWriter().get().enter();
      writes = true;
    }
    return connection;
  }

  private Object setAutoCommit(boolean value) throws SQLException {
    if (real != null && autoCommit != value) {
      try {
        real.setAutoCommit(value);
      } finally {
        if (value) {
          giveBack();
        }
      }
    }
    autoCommit = value;
    return null;
  }

  private Object end(Method method) throws SQLException {
    if (real == null) {
      return null;
    }
    try {
      return call(real, method, null);
    } finally {
      giveBack();
    }
  }

  private Object close() throws SQLException {
    closed = true;
    try {
      if (real != null && !autoCommit) {
        real.rollback();
      }
    } finally {
      giveBack();
    }
    return null;
  }

  private Connection real() throws SQLException {
    if (closed) {
      throw new SQLException("The connection is closed.", "08003");
    }
    if (real == null) {
      real = database.connection();
      if (!autoCommit) {
        real.setAutoCommit(false);
      }
    }
    return real;
  }

  private void giveBack() throws SQLException {
    Connection done = real;
    real = null;
    try {
      if (done != null) {
        done.close();
      }
    } finally {
      if (writes) {
        writes = false;
        database.singleWriter().orElseThrow().leave();
      }
    }
  }

  static Object call(Object target, Method method, Object[] arguments) throws SQLException {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof SQLException failure ? failure : new SQLException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            TransactionConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
