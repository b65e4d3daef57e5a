package dev.switchboard.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.call.CallModel;
import dev.switchboard.call.ForeignModel;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.operation.OperationModel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.ex.ODataException;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.core.uri.parser.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Filters as Apache Olingo understands them, which knows nothing of this service and reads OData
 * 4.0: what it takes is never wrong here.
 */
class ForeignFilterReaderTest {

  private static final Edm MODEL = ForeignModel.read();

  private static boolean isTakenByOlingo(String filter) {
    try {
      return new Parser(MODEL, OData.newInstance())
              .parseUri(
                  "communications/calls('1')/operations",
                  "$filter="
                      + URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20"),
                  null,
                  "http://localhost")
              .getFilterOption()
          != null;
    } catch (ODataException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether it is called wrong here, and not merely unsupported. */
  private static boolean isWrong(String filter) {
    try {
      Expression unused =
          new ExpressionParser(
                  "$filter",
                  filter,
                  OperationModel.COMMS_OPERATION,
                  CallModel.SCHEMA,
                  Aliases.of(Map.of()))
              .condition();
      return false;
    } catch (ApiException e) {
      // Which members an enumeration has, Olingo does not look at here.
      return e.code() == ErrorCode.BAD_REQUEST && !e.getMessage().contains("' is no member of ");
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "status eq microsoft.graph.operationStatus'Completed'",
        "status ne null",
        "clientContext eq 'it''s' or clientContext eq null",
        "not (clientContext eq 'a')",
        "not startswith(clientContext,'a') and true",
        "contains(tolower(clientContext),'z') eq true",
        "endswith(concat(clientContext,'!'),'a!')",
        "length(clientContext) ge 3 and indexof(clientContext,'b') lt 1",
        "trim(toupper(clientContext)) gt 'A'",
        "clientContext in ('a','b')",
        "resultInfo eq null",
        "resultInfo/code eq 200 and resultInfo/subcode ne -1",
        "resultInfo/code lt 1.5 or (resultInfo/message ge 'm')",
        "isof(microsoft.graph.recordOperation)",
        "microsoft.graph.recordOperation/recordingLocation ne null",
        "microsoft.graph.sendDtmfTonesOperation/completionReason eq microsoft.graph.sendDtmfCompletionReason'unknown'",
        "id eq '1' or id ne '2'",
        "$it/clientContext eq 'a'"
      })
  void whatOlingoTakesIsNotWrongHere(String filter) {
    assertThat(isTakenByOlingo(filter)).as(filter).isTrue();
    assertThat(isWrong(filter)).as(filter).isFalse();

    int taken = 0;
    for (int at = 0; at < filter.length(); at++) {
      for (String changed :
          new String[] {
            // A character less, one twice, two in the other order.
            filter.substring(0, at) + filter.substring(at + 1),
            filter.substring(0, at + 1) + filter.substring(at),
            at == 0
                ? filter
                : filter.substring(0, at - 1)
                    + filter.charAt(at)
                    + filter.charAt(at - 1)
                    + filter.substring(at + 1)
          }) {
        if (isTakenByOlingo(changed)) {
          taken++;
          assertThat(isWrong(changed)).as(changed).isFalse();
        }
      }
    }
    // Inside of strings and numbers, for example.
    assertThat(taken).isPositive();
  }
}
