package example.quarkus;

import com.fasterxml.jackson.annotation.JsonProperty;

/** As it is sent. */
public enum OperationStatus {
  @JsonProperty("NotStarted")
  NOT_STARTED,
  @JsonProperty("Running")
  RUNNING,
  @JsonProperty("Completed")
  COMPLETED,
  @JsonProperty("Failed")
  FAILED
}
