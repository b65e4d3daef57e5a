package example.quarkus;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.UUID;

/** The answer. */
@JsonPropertyOrder({"@odata.context", "@odata.type", "@odata.etag", "id", "clientContext", "status", "resultInfo"})
public record OperationView(
    @JsonProperty("@odata.context") String context,
    @JsonProperty("@odata.type") String type,
    @JsonProperty("@odata.etag") String etag,
    UUID id,
    String clientContext,
    OperationStatus status,
    ResultInfo resultInfo,
    @JsonIgnore long version) {

  public record ResultInfo(Integer code, Integer subcode, String message) {
  }

  static OperationView of(CommsOperation operation) {
    return new OperationView(
        "http://localhost/v1.0/$metadata#communications/calls('" + operation.getCallId()
            + "')/operations/$entity",
        "#microsoft.graph.playPromptOperation",
        "W/\"" + operation.getVersion() + "\"",
        operation.getId(),
        operation.getClientContext(),
        operation.getStatus(),
        operation.getResultCode() == null
            ? null
            : new ResultInfo(operation.getResultCode(), operation.getResultSubcode(),
                operation.getResultMessage()),
        operation.getVersion());
  }
}
