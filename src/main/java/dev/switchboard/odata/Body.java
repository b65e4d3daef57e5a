package dev.switchboard.odata;

/** A body in the service's one format. */
public sealed interface Body
    permits EntityBody, CollectionBody, PropertyBody, SingletonBody, ServiceDocument {

  /** How much control information it carries. */
  MetadataLevel level();

  /** The value of {@code Content-Type} that goes with it. */
  default String contentType() {
    return ResponseFormat.contentType(level());
  }
}
