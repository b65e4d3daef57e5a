package dev.switchboard.edm;

/** The primitive types that occur here (OData CSDL 4.01 section 3.3). */
public enum PrimitiveType implements Type {
  BOOLEAN("Edm.Boolean"),
  DATE_TIME_OFFSET("Edm.DateTimeOffset"),
  INT32("Edm.Int32"),
  INT64("Edm.Int64"),
  STRING("Edm.String");

  private final String qualifiedName;

  PrimitiveType(String qualifiedName) {
    this.qualifiedName = qualifiedName;
  }

  @Override
  public String qualifiedName() {
    return qualifiedName;
  }

  /** Whether its values are numbers, which are compared with each other by their value. */
  public boolean isNumeric() {
    return this == INT32 || this == INT64;
  }
}
