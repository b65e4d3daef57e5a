package dev.switchboard.call;

import dev.switchboard.odata.DynamicProperties;
import dev.switchboard.operation.ResultInfo;
import dev.switchboard.security.Owner;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.StringReader;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A call: the owner of operations. */
@Entity
@Table(name = "comms_call")
public class Call {

  /** How a call ends that its bot hangs up (Graph's documentation of call-delete). */
  private static final ResultInfo ENDED_BY_BOT =
      new ResultInfo(200, 7000, "The bot ended the call.");

  @Id private UUID id;

  @Column(name = "tenant_id")
  private String tenantId;

  @Column(name = "application_id")
  private String applicationId;

  @Column(name = "callback_uri")
  private String callbackUri;

  @Enumerated(EnumType.STRING)
  @Column(name = "call_state")
  private CallState state;

  @Column(name = "result_code")
  private Integer resultCode;

  @Column(name = "result_subcode")
  private Integer resultSubcode;

  @Column(name = "result_message")
  private String resultMessage;

  @Column(name = "declared_members")
  private String declaredMembers;

  @Column(name = "dynamic_properties")
  private String dynamicProperties;

  @Column(name = "created_at")
  private OffsetDateTime createdAt;

  @Column(name = "modified_at")
  private OffsetDateTime modifiedAt;

  @Version private long version;

  /** For the persistence provider. */
  protected Call() {}

  Call(UUID id, Owner owner, NewCall document, Instant now) {
    this.id = id;
    this.tenantId = owner.tenantId();
    this.applicationId = owner.applicationId();
    this.callbackUri = document.callbackUri();
    this.state = document.state();
    this.declaredMembers = document.declared().toString();
    this.dynamicProperties = document.dynamic().text();
    this.createdAt = time(now);
    this.modifiedAt = createdAt;
  }

  /**
   * Ends the call.
   *
   * @return whether it was still going on
   */
  boolean hangUp(Instant now) {
    if (hasEnded()) {
      return false;
    }
    state = CallState.TERMINATED;
    resultCode = ENDED_BY_BOT.code();
    resultSubcode = ENDED_BY_BOT.subcode();
    resultMessage = ENDED_BY_BOT.message();
    modifiedAt = time(now);
    return true;
  }

  boolean hasEnded() {
    return state == CallState.TERMINATED;
  }

  UUID id() {
    return id;
  }

  Owner owner() {
    return new Owner(tenantId, applicationId);
  }

  String callbackUri() {
    return callbackUri;
  }

  CallState state() {
    return state;
  }

  /** How the call ended; null while it goes on. */
  ResultInfo resultInfo() {
    return resultCode == null ? null : new ResultInfo(resultCode, resultSubcode, resultMessage);
  }

  JsonObject declaredMembers() {
    try (JsonReader reader = Json.createReader(new StringReader(declaredMembers))) {
      return reader.readObject();
    }
  }

  DynamicProperties dynamicProperties() {
    return DynamicProperties.ofText(dynamicProperties);
  }

  /** The entity tag of the stored version; to be asked for after the flush. */
  String etag() {
    return "W/\"%d\"".formatted(version);
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
