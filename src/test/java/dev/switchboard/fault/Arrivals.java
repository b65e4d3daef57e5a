package dev.switchboard.fault;

import dev.switchboard.support.Json;
import dev.switchboard.support.Receiver;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What has arrived at the media platform, and what rule 6 demands of that: each notification at
 * least once, those of a call in their order, and a repeated one under its old id and with its old
 * content.
 */
final class Arrivals {

  /**
   * A notification that has arrived.
   *
   * @param id of the message
   * @param told what it tells
   */
  record Arrival(String id, Told told) {}

  private Arrivals() {}

  /** What has arrived at a receiver, by the paths of the calls below a service root. */
  static Map<String, List<Arrival>> at(Receiver receiver) {
    Map<String, List<Arrival>> byCall = new LinkedHashMap<>();
    for (Receiver.Request request : receiver.requests()) {
      JsonObject notification = Json.object(request.text()).getJsonArray("value").getJsonObject(0);
      String resource = notification.getString("resourceUrl");
      byCall
          .computeIfAbsent(resource.replaceFirst("/operations/.*", ""), call -> new ArrayList<>())
          .add(
              new Arrival(
                  request.header("webhook-id"),
                  new Told(
                      notification.getInt("@switchboard.sequence"),
                      resource,
                      Long.parseLong(
                          notification
                              .getJsonObject("resourceData")
                              .getString("@odata.etag")
                              .replaceAll("\\D", "")))));
    }
    return byCall;
  }

  /** Whether all of the feed has arrived. */
  static boolean areComplete(List<Arrival> arrivals, List<Told> feed) {
    return arrivals.stream().map(Arrival::told).distinct().count() >= feed.size();
  }

  /**
   * What is broken.
   *
   * @param arrivals of one call, in the order in which they came
   * @param feed of that call
   */
  static List<Finding> check(List<Arrival> arrivals, List<Told> feed) {
    List<Finding> findings = new ArrayList<>();
    Map<Integer, String> ids = new HashMap<>();
    int last = 0;
    for (Arrival arrival : arrivals) {
      int sequence = arrival.told().sequence();
      if (sequence > last + 1) {
        findings.add(finding("%s came after number %d".formatted(arrival, last)));
      }
      last = Math.max(last, sequence);
      if (!arrival.id().equals(ids.computeIfAbsent(sequence, number -> arrival.id()))) {
        findings.add(finding("%s came again under another id".formatted(arrival)));
      }
      if (sequence > feed.size() || !arrival.told().equals(feed.get(sequence - 1))) {
        findings.add(finding("%s is not what was written".formatted(arrival)));
      }
    }
    if (last < feed.size()) {
      findings.add(finding("number %d and those after it did not come".formatted(last + 1)));
    }
    return findings;
  }

  private static Finding finding(String sentence) {
    return new Finding(Rule.TOLD, "", sentence, List.of());
  }
}
