package example.quarkus;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.OffsetDateTime;
import java.util.UUID;

/** An operation, as far as the benchmark changes it. */
@Entity
@Table(name = "comms_operation")
public class CommsOperation {

  @Id
  private UUID id;

  @Column(name = "call_id", nullable = false)
  private UUID callId;

  @Column(name = "tenant_id", nullable = false)
  private String tenantId;

  @Column(name = "application_id", nullable = false)
  private String applicationId;

  @Column(name = "operation_type", nullable = false)
  private String operationType;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false, length = 16)
  private OperationStatus status;

  @Column(name = "client_context", length = 512)
  private String clientContext;

  @Column(name = "result_code")
  private Integer resultCode;

  @Column(name = "result_subcode")
  private Integer resultSubcode;

  @Column(name = "result_message", columnDefinition = "text")
  private String resultMessage;

  @Column(name = "created_at", nullable = false)
  private OffsetDateTime createdAt;

  @Column(name = "modified_at", nullable = false)
  private OffsetDateTime modifiedAt;

  @Version
  private long version;

  public UUID getId() {
    return id;
  }

  public UUID getCallId() {
    return callId;
  }

  public OperationStatus getStatus() {
    return status;
  }

  public void setStatus(OperationStatus status) {
    this.status = status;
  }

  public String getClientContext() {
    return clientContext;
  }

  public void setClientContext(String clientContext) {
    this.clientContext = clientContext;
  }

  public Integer getResultCode() {
    return resultCode;
  }

  public Integer getResultSubcode() {
    return resultSubcode;
  }

  public String getResultMessage() {
    return resultMessage;
  }

  public void setModifiedAt(OffsetDateTime modifiedAt) {
    this.modifiedAt = modifiedAt;
  }

  public long getVersion() {
    return version;
  }
}
