package dev.switchboard.odata;

import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The preferences of a request (RFC 7240 section 2, OData 4.01 Protocol 8.2.8): the first of each
 * name counts, and unknown ones are ignored.
 */
final class Preferences {

  private static final String APPLIED = "Preference-Applied";
  private static final String RETURN = "return";
  private static final String PAGE_SIZE = "maxpagesize";

  /** OData 4.01 Protocol 8.2.8.3; without it a batch goes on (OData JSON 4.01 section 19.5). */
  private static final String CONTINUE = "continue-on-error";

  /** Graph's own (its guideline on evolvable enumerations). */
  private static final String UNKNOWN_MEMBERS = "include-unknown-enum-members";

  private final Map<String, String> values;

  private Preferences(Map<String, String> values) {
    this.values = values;
  }

  /** Reads the values of the header; null if it was not sent. */
  static Preferences of(List<String> headers) {
    Map<String, String> values = new TreeMap<>();
    for (String item : headers == null ? new String[0] : String.join(",", headers).split(",")) {
      String[] preference = item.split(";", 2)[0].replace("\"", "").split("=", 2);
      String name = preference[0].strip().toLowerCase(Locale.ROOT).replaceFirst("^odata\\.", "");
      String value = preference.length == 2 ? preference[1].strip() : "";
      if (isKnown(name, value)) {
        values.putIfAbsent(name, value.toLowerCase(Locale.ROOT));
      }
    }
    return new Preferences(values);
  }

  private static boolean isKnown(String name, String value) {
    return switch (name) {
      case RETURN -> value.equalsIgnoreCase("minimal") || value.equalsIgnoreCase("representation");
      case PAGE_SIZE -> value.matches("[1-9][0-9]{0,8}");
      case CONTINUE -> value.isEmpty() || value.matches("(?i)true|false");
      case UNKNOWN_MEMBERS -> value.isEmpty();
      default -> false;
    };
  }

  /** Whether an answer to a write without content is preferred. */
  boolean wantsNoContent() {
    return "minimal".equals(values.get(RETURN));
  }

  /** How many entities a page is to have at most. */
  OptionalInt pageSize() {
    return values.containsKey(PAGE_SIZE)
        ? OptionalInt.of(Integer.parseInt(values.get(PAGE_SIZE)))
        : OptionalInt.empty();
  }

  /** Whether a batch is to end with the first request that fails. */
  boolean stopsOnError() {
    return "false".equals(values.get(CONTINUE));
  }

  /** Says in the answer to a batch which preferences were honoured. */
  Response.ResponseBuilder appliedToBatch(Response.ResponseBuilder response) {
    return values.containsKey(CONTINUE)
        ? response.header(APPLIED, stopsOnError() ? CONTINUE + "=false" : CONTINUE)
        : response;
  }

  /**
   * Says in the answer to a write which preferences were honoured.
   *
   * @param content whether it has content
   */
  Response.ResponseBuilder appliedToWrite(Response.ResponseBuilder response, boolean content) {
    Optional<String> returned =
        Optional.ofNullable(values.get(RETURN)).filter(value -> content != wantsNoContent());
    return applied(response, returned.map(value -> RETURN + "=" + value));
  }

  /** Says so in the answer to a read. */
  Response.ResponseBuilder appliedToRead(Response.ResponseBuilder response) {
    return applied(response, Optional.empty());
  }

  /** The same for a page. */
  Response.ResponseBuilder appliedToPage(Response.ResponseBuilder response) {
    return applied(
        response,
        Optional.ofNullable(values.get(PAGE_SIZE)).map(size -> "odata." + PAGE_SIZE + "=" + size));
  }

  private Response.ResponseBuilder applied(
      Response.ResponseBuilder response, Optional<String> honoured) {
    List<String> all = new ArrayList<>(honoured.stream().toList());
    // No member is hidden behind unknownFutureValue here, whoever asks.
    if (values.containsKey(UNKNOWN_MEMBERS)) {
      all.add(UNKNOWN_MEMBERS);
    }
    return all.isEmpty() ? response : response.header(APPLIED, String.join(", ", all));
  }
}
