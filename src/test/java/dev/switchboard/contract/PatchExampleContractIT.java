package dev.switchboard.contract;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.switchboard.support.Api;
import org.junit.jupiter.api.Test;

/**
 * The example of the documentation page "Update commsOperation", and the worked example of the wire
 * contract (4.7).
 */
class PatchExampleContractIT {

  private final Api bot = Api.bot();

  @Test
  void pageExampleGetsItsAnswer() {
    String operation =
        bot.newOperationFrom(
            bot.newCall(),
            "{\"@odata.type\":\"#microsoft.graph.commsOperation\",\"resultInfo\":{\"code\":100}}");

    bot.request()
        .body(
            """
            {
              "@odata.type": "#microsoft.graph.commsOperation",
              "status": "Running",
              "clientContext": "String",
              "resultInfo": {
                "@odata.type": "microsoft.graph.resultInfo"
              }
            }
            """)
        .patch(operation.replace("/v1.0/", "/beta/"))
        .then()
        .statusCode(200)
        .header("Content-Type", notNullValue())
        .body("'@odata.type'", equalTo("#microsoft.graph.commsOperation"))
        .body("id", equalTo(operation.substring(operation.lastIndexOf('/') + 1)))
        .body("status", equalTo("Running"))
        .body("clientContext", equalTo("String"))
        .body("resultInfo.'@odata.type'", equalTo("#microsoft.graph.resultInfo"));
  }
}
