package dev.switchboard.fault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rule 6: of each version of an operation there is one notification, in the order of the versions,
 * and those of a call are numbered from 1 on without gaps. To be asked for once everything is
 * settled and each operation has been read.
 */
final class NotificationCheck {

  private NotificationCheck() {}

  /**
   * What is broken.
   *
   * @param told of one call, in the order in which its feed has it
   * @param operations of that call, with the last version of each
   */
  static List<Finding> check(List<Told> told, Map<String, Long> operations) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      if (told.get(i).sequence() != i + 1) {
        findings.add(finding("", "notification %d is %s".formatted(i + 1, told.get(i))));
        break;
      }
    }
    Map<String, List<Long>> versions = new TreeMap<>();
    told.forEach(
        each ->
            versions
                .computeIfAbsent(each.resource(), resource -> new ArrayList<>())
                .add(each.version()));
    operations.forEach(
        (operation, last) -> {
          List<Long> ofIt = versions.getOrDefault(operation, List.of());
          boolean right = ofIt.size() == last;
          for (int i = 0; right && i < ofIt.size(); i++) {
            right = ofIt.get(i) == i + 1;
          }
          if (!right) {
            findings.add(
                finding(
                    operation, "its last version is %d, and told were %s".formatted(last, ofIt)));
          }
        });
    return findings;
  }

  /**
   * The operations of a history by their calls, each with the highest version that was answered.
   */
  static Map<String, Map<String, Long>> operations(List<Exchange> exchanges) {
    Map<String, Map<String, Long>> byCall = new LinkedHashMap<>();
    for (Exchange exchange : exchanges) {
      if (exchange.isOk()) {
        String path = exchange.operation();
        byCall
            .computeIfAbsent(
                path.substring(0, path.indexOf("/operations/")), call -> new LinkedHashMap<>())
            .merge(path.replaceFirst("^/v1.0", ""), exchange.version(), Math::max);
      }
    }
    return byCall;
  }

  private static Finding finding(String operation, String sentence) {
    return new Finding(Rule.TOLD, operation, sentence, List.of());
  }
}
