package dev.switchboard.odata;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code If-Match} and {@code If-None-Match} of a request (RFC 9110 section 13.1). Tags are
 * compared weakly, as OData 4.01 Protocol 8.2.4 and 8.2.5 say for weak ETags.
 */
public final class Precondition {

  /** One element of a list: an entity tag, or nothing (RFC 9110 section 5.6.1.2). */
  private static final Pattern ELEMENT =
      Pattern.compile("[ \\t]*(?:(?:W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"[ \\t]*)?(?:,|\\z)");

  /** A header that stands for every tag there is. */
  private static final Set<String> ANY = Set.of("*");

  private static final String BODY_ETAG = "@odata.etag";

  private final Set<String> ifMatch;
  private final Set<String> ifNoneMatch;
  private final Set<String> bodyEtag;

  private Precondition(Set<String> ifMatch, Set<String> ifNoneMatch, Set<String> bodyEtag) {
    this.ifMatch = ifMatch;
    this.ifNoneMatch = ifNoneMatch;
    this.bodyEtag = bodyEtag;
  }

  /**
   * Reads the two headers.
   *
   * @throws ApiException 400, if one of them is malformed
   */
  static Precondition of(RequestHead head) {
    return of(head.header(HttpHeaders.IF_MATCH), head.header(HttpHeaders.IF_NONE_MATCH));
  }

  /** Reads the values of the two headers; null or none where one was not sent: servers differ. */
  public static Precondition of(List<String> ifMatch, List<String> ifNoneMatch) {
    return new Precondition(
        tags(HttpHeaders.IF_MATCH, ifMatch), tags(HttpHeaders.IF_NONE_MATCH, ifNoneMatch), null);
  }

  /** The same, and the body's {@code @odata.etag} must match too (OData 4.01 Protocol 11.4.3). */
  Precondition andBody(String etag) {
    return new Precondition(ifMatch, ifNoneMatch, tags(BODY_ETAG, List.of(etag)));
  }

  /**
   * Checks a write against the current tag.
   *
   * @throws ApiException 412, if the precondition does not hold
   */
  public void requireFor(String etag) {
    requireMatchFor(etag);
    if (bodyEtag != null && !matches(bodyEtag, etag)) {
      throw changed(BODY_ETAG, etag);
    }
    if (ifNoneMatch != null && matches(ifNoneMatch, etag)) {
      throw ApiException.of(
          ErrorCode.PRECONDITION_FAILED,
          "The resource exists with the ETag %s.".formatted(etag),
          HttpHeaders.IF_NONE_MATCH);
    }
  }

  /**
   * Demands {@code If-Match}, where a setting wants every write to be conditional.
   *
   * @throws ApiException 428, if it was not sent
   */
  public void requirePresent() {
    if (ifMatch == null && bodyEtag == null) {
      throw ApiException.of(
          ErrorCode.PRECONDITION_REQUIRED,
          "Send If-Match with the ETag of the resource, or * for any.",
          HttpHeaders.IF_MATCH);
    }
  }

  /** Whether a read may answer 304: the client named the current tag. */
  boolean notModified(String etag) {
    return ifNoneMatch != null && matches(ifNoneMatch, etag);
  }

  /**
   * Checks {@code If-Match} alone, as a read does.
   *
   * @throws ApiException 412, if it does not hold
   */
  void requireMatchFor(String etag) {
    if (ifMatch != null && !matches(ifMatch, etag)) {
      throw changed(HttpHeaders.IF_MATCH, etag);
    }
  }

  private static ApiException changed(String target, String etag) {
    return ApiException.of(
        ErrorCode.PRECONDITION_FAILED,
        "The resource has changed: its ETag is %s.".formatted(etag),
        target);
  }

  private static boolean matches(Set<String> tags, String etag) {
    return tags == ANY || tags.contains(opaque(etag));
  }

  /** The opaque part of an entity tag: what weak comparison compares. */
  static String opaque(String etag) {
    return etag.substring(etag.indexOf('"') + 1, etag.length() - 1);
  }

  private static Set<String> tags(String header, List<String> values) {
    if (values == null || values.isEmpty()) {
      return null;
    }
    String value = String.join(",", values);
    if (value.strip().equals("*")) {
      return ANY;
    }
    Set<String> tags = new HashSet<>();
    Matcher matcher = ELEMENT.matcher(value);
    int end = 0;
    while (end < value.length() && matcher.region(end, value.length()).lookingAt()) {
      if (matcher.group(1) != null) {
        tags.add(matcher.group(1));
      }
      end = matcher.end();
    }
    if (tags.isEmpty() || end < value.length()) {
      throw ApiException.badRequest(
          header, header + " must be * or a list of entity tags such as W/\"1\".");
    }
    return tags;
  }
}
