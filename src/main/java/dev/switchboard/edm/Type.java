package dev.switchboard.edm;

/** A type of a property (OData CSDL 4.01 sections 3.3, 6, 9 and 10). */
public sealed interface Type permits PrimitiveType, EnumerationType, StructuredType {

  /** Its name with its namespace, as it stands in a URL and in {@code $metadata}. */
  String qualifiedName();
}
