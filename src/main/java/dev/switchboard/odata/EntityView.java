package dev.switchboard.odata;

import java.util.Map;

/** What an entity shows of itself on the wire. */
public interface EntityView {

  /** The unqualified name of its type in the namespace {@code microsoft.graph}. */
  String type();

  /** Its key. */
  String id();

  /** Its entity tag, as it stands in the {@code ETag} header. */
  String etag();

  /**
   * Its members except control information, in the order in which they are written: strings,
   * integers, booleans, JSON values, maps of these, or null.
   */
  Map<String, Object> members();
}
