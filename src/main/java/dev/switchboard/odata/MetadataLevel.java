package dev.switchboard.odata;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How much control information an answer carries (OData JSON 4.01 section 3.1). */
public enum MetadataLevel {
  NONE,
  MINIMAL,
  FULL;

  /** The level of this name in any letter case. */
  static Optional<MetadataLevel> named(String name) {
    return Arrays.stream(values())
        .filter(level -> level.wire().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** The names of all. */
  static Set<String> names() {
    return Arrays.stream(values()).map(MetadataLevel::wire).collect(Collectors.toSet());
  }

  /** Its name in a media type. */
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
