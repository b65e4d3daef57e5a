package dev.switchboard.architecture.planted.ownerineveryquery.operation;

class FaultyStatement {

  java.sql.PreparedStatement rows(java.sql.Connection connection) throws java.sql.SQLException {
    return connection.prepareStatement("SELECT 1");
  }
}
