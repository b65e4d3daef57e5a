package dev.switchboard.odata;

/** A body in the service's one format. */
sealed interface Body permits EntityBody, CollectionBody, ServiceDocument {

  /** How much control information it carries. */
  MetadataLevel level();
}
