package dev.switchboard.call;

import dev.switchboard.edm.Capabilities;
import dev.switchboard.edm.Capabilities.Ability;
import dev.switchboard.edm.NavigationProperty;
import dev.switchboard.edm.PrimitiveType;
import dev.switchboard.edm.Property;
import dev.switchboard.edm.Schema;
import dev.switchboard.edm.StructuredType;
import dev.switchboard.edm.Type;
import dev.switchboard.notification.NotificationModel;
import dev.switchboard.operation.OperationModel;
import dev.switchboard.participant.ParticipantModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Graph's v1.0 model of calls, and with it of all that is served. Of the navigation properties it
 * has those that are. The order of members is that of an answer.
 */
public final class CallModel {

  static final Property STATE = Property.nullable("state", CallState.TYPE);
  static final Property CALLBACK_URI = Property.required("callbackUri", PrimitiveType.STRING);

  static final NavigationProperty OPERATIONS =
      new NavigationProperty("operations", OperationModel.COMMS_OPERATION);

  static final NavigationProperty PARTICIPANTS =
      new NavigationProperty("participants", ParticipantModel.PARTICIPANT);

  static final StructuredType NOTIFICATION = NotificationModel.in(OperationModel.ENTITY);

  static final StructuredType TENANT_NOTIFICATION = NotificationModel.inFeed(OperationModel.ENTITY);

  static final NavigationProperty NOTIFICATIONS =
      new NavigationProperty("notifications", NOTIFICATION);

  /** {@code call}. */
  public static final StructuredType CALL =
      OperationModel.ENTITY
          .derived(
              "call",
              Stream.concat(
                      Stream.of(STATE, CALLBACK_URI),
                      Arrays.stream(CallMember.values()).map(CallMember::property))
                  .toArray(Property[]::new))
          .asOpen()
          .with(OPERATIONS, PARTICIPANTS, NOTIFICATIONS);

  private static final NavigationProperty CALLS = new NavigationProperty("calls", CALL);

  private static final NavigationProperty TENANT_NOTIFICATIONS =
      new NavigationProperty("notifications", TENANT_NOTIFICATION);

  /** {@code cloudCommunications}. */
  public static final StructuredType CLOUD_COMMUNICATIONS =
      StructuredType.entity("cloudCommunications").with(CALLS, TENANT_NOTIFICATIONS);

  private static final Schema.Singleton COMMUNICATIONS =
      new Schema.Singleton(CommunicationsResource.SINGLETON, CLOUD_COMMUNICATIONS);

  /** The path below a service root, and in a context URL, at which calls stand. */
  static final String CALLS_PATH = COMMUNICATIONS.name() + "/" + CALLS.name();

  /** The same of the notifications of a tenant. */
  static final String TENANT_NOTIFICATIONS_PATH =
      COMMUNICATIONS.name() + "/" + TENANT_NOTIFICATIONS.name();

  /** All that is served. */
  public static final Schema SCHEMA =
      new Schema(types(), CallAction.declared(), List.of(COMMUNICATIONS), capabilities());

  private CallModel() {}

  private static List<Type> types() {
    List<Type> types = new ArrayList<>(OperationModel.types());
    types.addAll(CallTypes.ALL);
    types.addAll(ParticipantModel.types());
    types.addAll(NotificationModel.types());
    types.add(NOTIFICATION);
    types.add(TENANT_NOTIFICATION);
    types.add(CALL);
    types.add(CLOUD_COMMUNICATIONS);
    return types;
  }

  private static Map<String, Capabilities> capabilities() {
    List<String> sortable =
        new ArrayList<>(
            List.of(OperationModel.ID.name(), STATE.name(), CallMember.DIRECTION.member()));
    sortable.addAll(OperationModel.resultNumbers());
    String[] filterable = {
      OperationModel.ID.name(),
      STATE.name(),
      CALLBACK_URI.name(),
      OperationModel.RESULT_INFO.name(),
      CallMember.SUBJECT.member(),
      CallMember.DIRECTION.member(),
      CallMember.CALL_CHAIN_ID.member(),
      CallMember.MY_PARTICIPANT_ID.member(),
      CallMember.TENANT_ID.member()
    };
    Map<String, Capabilities> capabilities = new LinkedHashMap<>();
    capabilities.put(COMMUNICATIONS.name(), Capabilities.of(Ability.READ));
    capabilities.put(
        CALLS_PATH,
        Capabilities.of(
                Ability.READ,
                Ability.COUNT,
                Ability.TOP,
                Ability.SKIP,
                Ability.INSERT,
                Ability.UPDATE,
                Ability.DELETE)
            .filterable(filterable)
            .equalityOnly(OperationModel.ID.name())
            .sortable(sortable.toArray(String[]::new))
            .expandable(OPERATIONS.name(), PARTICIPANTS.name()));
    capabilities.put(CALLS_PATH + "/" + OPERATIONS.name(), OperationModel.capabilities());
    capabilities.put(CALLS_PATH + "/" + PARTICIPANTS.name(), ParticipantModel.capabilities());
    capabilities.put(
        CALLS_PATH + "/" + NOTIFICATIONS.name(), NotificationModel.capabilities(NOTIFICATION));
    capabilities.put(
        TENANT_NOTIFICATIONS_PATH, NotificationModel.capabilities(TENANT_NOTIFICATION));
    return capabilities;
  }
}
