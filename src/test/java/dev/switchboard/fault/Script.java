package dev.switchboard.fault;

import dev.switchboard.fault.Exchange.Kind;
import dev.switchboard.support.Json;
import dev.switchboard.support.PlainJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A history of one operation, written by hand: times as they are given, JSON with single quotes,
 * and a status only where it is not {@code NotStarted}.
 */
final class Script {

  private final List<Exchange> exchanges = new ArrayList<>();

  /** One whose operation was created from an empty document at 0 to 1. */
  static Script created() {
    return new Script().add(Kind.CREATE, 0, 1, "{}", 0, new Outcome.Ok(1, body("{}")));
  }

  /** One that begins with nothing. */
  static Script empty() {
    return new Script();
  }

  /** An answered PATCH. */
  Script patch(long from, long to, String patch, long version, String body) {
    return patchIfMatch(0, from, to, patch, version, body);
  }

  /** An answered PATCH with If-Match. */
  Script patchIfMatch(long ifMatch, long from, long to, String patch, long version, String body) {
    return add(Kind.PATCH, from, to, patch, ifMatch, new Outcome.Ok(version, body(body)));
  }

  /** A PATCH of which nobody told. */
  Script unknown(long from, String patch) {
    return unknownIfMatch(0, from, patch);
  }

  /** A PATCH with If-Match of which nobody told. */
  Script unknownIfMatch(long ifMatch, long from, String patch) {
    return add(Kind.PATCH, from, from + 1, patch, ifMatch, new Outcome.Unknown("cut"));
  }

  /** A PATCH that was refused; without If-Match if that is 0. */
  Script refused(int status, long ifMatch, long from, long to, String patch) {
    return add(Kind.PATCH, from, to, patch, ifMatch, new Outcome.Refused(status));
  }

  /** An answered read. */
  Script read(long from, long to, long version, String body) {
    return add(Kind.READ, from, to, "{}", 0, new Outcome.Ok(version, body(body)));
  }

  /** A read that was refused. */
  Script readRefused(int status, long from, long to) {
    return add(Kind.READ, from, to, "{}", 0, new Outcome.Refused(status));
  }

  /** What the checker says. */
  Verdict verdict() {
    return ConsistencyChecker.check(exchanges);
  }

  private Script add(Kind kind, long from, long to, String patch, long ifMatch, Outcome outcome) {
    exchanges.add(
        new Exchange(
            exchanges.size(),
            "operation",
            kind,
            plain(patch),
            ifMatch == 0 ? OptionalLong.empty() : OptionalLong.of(ifMatch),
            from,
            to,
            outcome));
    return this;
  }

  private static Map<String, Object> body(String text) {
    Map<String, Object> body = plain(text);
    body.putIfAbsent("status", "NotStarted");
    return body;
  }

  private static Map<String, Object> plain(String text) {
    return PlainJson.object(PlainJson.of(Json.object(text.replace('\'', '"'))));
  }
}
