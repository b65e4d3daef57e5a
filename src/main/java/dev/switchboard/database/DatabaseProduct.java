package dev.switchboard.database;

/** A kind of database that the service has a schema for. */
enum DatabaseProduct {
  H2("H2", 2, "classpath:db/h2"),
  /** With the oldest major version that is tested. */
  POSTGRESQL("PostgreSQL", 17, "classpath:db/postgresql");

  private final String productName;
  private final int majorVersion;
  private final String migrations;

  DatabaseProduct(String productName, int majorVersion, String migrations) {
    this.productName = productName;
    this.majorVersion = majorVersion;
    this.migrations = migrations;
  }

  /** Its name as {@link java.sql.DatabaseMetaData} tells it. */
  String productName() {
    return productName;
  }

  /** The major version to assume while it cannot be asked. */
  int majorVersion() {
    return majorVersion;
  }

  /** Where the migrations of its schema are, for Flyway. */
  String migrations() {
    return migrations;
  }
}
