package dev.switchboard.odata;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.json.ClientText;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code $select} with names of members (OData 4.01 Protocol 11.2.5.1). Paths, casts and nested
 * options are not supported.
 */
public final class Select {

  /** Everything, as without the option. */
  static final Select ALL = new Select(Set.of());

  /** What a later version may understand: paths, qualified names, nested options. */
  private static final Pattern RICHER = Pattern.compile("[\\p{L}\\p{N}_./;()=$,'* -]+");

  private final Set<String> names;

  private Select(Set<String> names) {
    this.names = names;
  }

  /**
   * Reads the value of the option.
   *
   * @throws ApiException 400 if it is malformed, 501 if it is more than names
   */
  static Select parse(String value) {
    if (!RICHER.matcher(value).matches()) {
      throw ApiException.badRequest(
          "$select", "$select must be a comma-separated list of member names.");
    }
    Set<String> names = new LinkedHashSet<>();
    boolean all = false;
    for (String item : value.split(",", -1)) {
      String name = item.strip();
      if (name.equals("*")) {
        all = true;
      } else if (!MemberNames.isIdentifier(name)) {
        throw name.isEmpty()
            ? ApiException.badRequest("$select", "$select holds an empty name.")
            : ApiException.of(
                ErrorCode.NOT_IMPLEMENTED,
                "$select supports names of members only, not %s.".formatted(ClientText.shown(name)),
                "$select");
      } else {
        names.add(name);
      }
    }
    return all ? ALL : new Select(names);
  }

  /** Whether a member of this name is wanted. */
  boolean includes(String name) {
    return names.isEmpty() || names.contains(name);
  }

  /** The part of a context URL that tells the projection (OData 4.01 Protocol 10.7), or nothing. */
  String contextSuffix() {
    return names.isEmpty() ? "" : "(" + String.join(",", names) + ")";
  }
}
