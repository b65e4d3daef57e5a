package dev.switchboard.odata;

import dev.switchboard.query.Page;
import java.util.Map;
import java.util.Optional;

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

  /** A page of the collection that was asked for with it, if one was. */
  default Optional<Page<? extends EntityView>> expanded() {
    return Optional.empty();
  }
}
