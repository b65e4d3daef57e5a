package dev.switchboard.call;

import dev.switchboard.error.ApiException;
import dev.switchboard.notification.Audience;
import dev.switchboard.notification.NotificationColumns;
import dev.switchboard.notification.NotificationFeedService;
import dev.switchboard.notification.NotificationService;
import dev.switchboard.odata.Precondition;
import dev.switchboard.operation.CommsOperationService;
import dev.switchboard.operation.OperationColumns;
import dev.switchboard.operation.OperationKey;
import dev.switchboard.operation.OperationMerge;
import dev.switchboard.operation.OperationPatch;
import dev.switchboard.operation.OperationRead;
import dev.switchboard.participant.ParticipantColumns;
import dev.switchboard.participant.ParticipantKey;
import dev.switchboard.participant.ParticipantPatch;
import dev.switchboard.participant.ParticipantService;
import dev.switchboard.query.Columns;
import dev.switchboard.query.ListQuery;
import dev.switchboard.query.PageTokens;
import dev.switchboard.query.QueryOptions;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.Owner;
import dev.switchboard.settings.CallLimits;
import dev.switchboard.settings.Settings;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A bean of the in-container tests that calls every method of the services. */
@Stateless
public class EveryServiceMethod {

  private static final Precondition NONE = Precondition.of(null, null);
  private static final OperationPatch EMPTY =
      OperationPatch.from(JsonValue.EMPTY_JSON_OBJECT, CallLimits.OF_GRAPH);

  private static final Set<String> OTHERS =
      Set.of(
          "OperationMerge.merge",
          "OperationRead.get",
          "CallService.redeliver",
          "CallService.expire",
          "CallService.expired",
          "NotificationService.redeliver",
          "NotificationFeedService.list",
          "NotificationFeedService.count",
          "NotificationFeedService.troubles",
          "NotificationFeedService.removeOld");

  @Inject private CallService calls;
  @Inject private CommsOperationService operations;
  @Inject private OperationMerge merge;
  @Inject private OperationRead read;
  @Inject private ParticipantService participants;
  @Inject private NotificationService notifications;
  @Inject private NotificationFeedService feed;
  @Inject private Settings settings;
  @Inject private PageTokens tokens;

  /** Calls every method with success, in one transaction, as a caller with this scope. */
  public UUID callAllAs(AccessScope scope, Owner owner) {
    UUID callId = UUID.fromString(calls.create(owner, newCall()).id());
    OperationKey key = operations.create(callId, owner, EMPTY, Optional.empty()).key();
    ParticipantKey participant = calls.addParticipant(callId, scope, participant()).key();
    steps(scope, owner, key, participant).values().forEach(step -> step.accept(this));
    return callId;
  }

  /** Calls those that need what was written before: in a call whose notifications were all sent. */
  public void callTheOthersAs(AccessScope scope, Owner owner, UUID callId) {
    calls.redeliver(callId, Audience.BOT, scope, 1);
    calls.expire(new CallService.Expired(callId, owner));
    for (CallService.Expired unused : calls.expired(1)) {
      // There is none that young.
      throw new IllegalStateException("a call was not kept alive");
    }
    Columns columns = NotificationColumns.of(CallModel.TENANT_NOTIFICATION);
    queries(columns).forEach(query -> feed.list(scope, query));
    queries(columns).forEach(query -> feed.count(scope, query));
    feed.troubles(scope);
    feed.removeOld();
  }

  /** Calls what does its work in transactions of its own where it can. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void callWithoutTransactionAs(AccessScope scope, Owner owner) {
    UUID callId = UUID.fromString(calls.create(owner, newCall()).id());
    OperationKey key = calls.startOperation(callId, scope, EMPTY).key();
    for (JsonObject patch :
        List.of(
            Json.createObjectBuilder().add("clientContext", "a").build(),
            Json.createObjectBuilder().add("more", 1).build(),
            Json.createObjectBuilder().add("status", "Running").build(),
            Json.createObjectBuilder().add("status", "Completed").build())) {
      merge.merge(
          key, Optional.empty(), scope, OperationPatch.from(patch, CallLimits.OF_GRAPH), NONE);
    }
    read.get(key, Optional.empty(), scope);
  }

  /** Calls every method that addresses a row with the address of a row that does not exist. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void missAllAs(AccessScope scope, Owner owner) {
    UUID unknown = UUID.randomUUID();
    for (String addressing :
        Set.of(
            "CallService.get",
            "CallService.update",
            "CallService.act",
            "CallService.hangUp",
            "CallService.startOperation",
            "CallService.operations",
            "CallService.countOperations",
            "CallService.notifications",
            "CallService.countNotifications",
            "CallService.addParticipant",
            "CallService.updateParticipant",
            "CallService.removeParticipant",
            "CallService.participants",
            "CallService.countParticipants",
            "ParticipantService.get",
            "CommsOperationService.get",
            "CommsOperationService.merge",
            "CommsOperationService.delete")) {
      boolean found = true;
      try {
        steps(
                scope,
                owner,
                new OperationKey(unknown, unknown),
                new ParticipantKey(unknown, unknown))
            .get(addressing)
            .accept(this);
      } catch (ApiException e) {
        // Refused: what matters is what was asked of the database.
        found = false;
      }
      if (found) {
        throw new IllegalStateException(addressing + " found what does not exist");
      }
    }
  }

  /** The names of all methods that are called. */
  public static Set<String> names() {
    Set<String> names = new LinkedHashSet<>(steps(null, null, null, null).keySet());
    names.addAll(OTHERS);
    return names;
  }

  private static Map<String, Consumer<EveryServiceMethod>> steps(
      AccessScope scope, Owner owner, OperationKey key, ParticipantKey participant) {
    Map<String, Consumer<EveryServiceMethod>> steps = new LinkedHashMap<>();
    steps.put("CallService.create", bean -> bean.calls.create(owner, bean.newCall()));
    steps.put("CallService.get", bean -> bean.calls.get(key.callId(), scope, Optional.empty()));
    steps.put(
        "CallService.list",
        bean -> bean.queries(CallColumns.COLUMNS).forEach(query -> bean.calls.list(scope, query)));
    steps.put(
        "CallService.count",
        bean -> bean.queries(CallColumns.COLUMNS).forEach(query -> bean.calls.count(scope, query)));
    steps.put(
        "CallService.countOperations",
        bean -> bean.calls.countOperations(key.callId(), scope, bean.everything()));
    steps.put(
        "CommsOperationService.count",
        bean ->
            bean.queries(OperationColumns.COLUMNS)
                .forEach(query -> bean.operations.count(key.callId(), scope, query)));
    steps.put(
        "CallService.startOperation",
        bean -> bean.calls.startOperation(key.callId(), scope, EMPTY));
    steps.put(
        "CallService.operations",
        bean -> bean.calls.operations(key.callId(), scope, bean.everything()));
    steps.put(
        "CommsOperationService.create",
        bean -> bean.operations.create(key.callId(), owner, EMPTY, Optional.empty()));
    steps.put(
        "CommsOperationService.get", bean -> bean.operations.get(key, Optional.empty(), scope));
    steps.put(
        "CommsOperationService.list",
        bean ->
            bean.queries(OperationColumns.COLUMNS)
                .forEach(query -> bean.operations.list(key.callId(), scope, query)));
    steps.put(
        "CommsOperationService.merge",
        bean ->
            bean.operations.merge(
                key,
                Optional.empty(),
                scope,
                OperationPatch.from(
                    Json.createObjectBuilder().add("clientContext", "a").build(),
                    CallLimits.OF_GRAPH),
                NONE));
    steps.put(
        "CommsOperationService.delete",
        bean -> bean.operations.delete(key, Optional.empty(), scope, NONE));
    steps.put(
        "CommsOperationService.cancelOpen",
        bean -> bean.operations.cancelOpen(key.callId(), owner));
    steps.put(
        "CallService.update",
        bean ->
            bean.calls.update(
                key.callId(),
                scope,
                CallPatch.from(
                    Json.createObjectBuilder().add("subject", "a").build(), bean.settings),
                NONE));
    Columns columns = NotificationColumns.of(CallModel.NOTIFICATION);
    Audience audience = Audience.PLATFORM;
    steps.put(
        "CallService.notifications",
        bean ->
            bean.queries(columns)
                .forEach(query -> bean.calls.notifications(key.callId(), audience, scope, query)));
    steps.put(
        "CallService.countNotifications",
        bean ->
            bean.queries(columns)
                .forEach(
                    query -> bean.calls.countNotifications(key.callId(), audience, scope, query)));
    steps.put(
        "NotificationService.list",
        bean ->
            bean.queries(columns)
                .forEach(query -> bean.notifications.list(key.callId(), audience, scope, query)));
    steps.put(
        "NotificationService.count",
        bean ->
            bean.queries(columns)
                .forEach(query -> bean.notifications.count(key.callId(), audience, scope, query)));
    steps.put(
        "CommsOperationService.cancelOpenMedia",
        bean -> bean.operations.cancelOpenMedia(key.callId(), owner));
    steps.put(
        "CallService.act",
        bean ->
            bean.calls.act(
                key.callId(),
                scope,
                ActionRequest.from(
                    CallAction.CANCEL_MEDIA_PROCESSING,
                    Optional.empty(),
                    JsonValue.EMPTY_JSON_OBJECT,
                    bean.settings),
                NONE));
    steps.put("CommsOperationService.hasFailed", bean -> bean.operations.hasFailed(key, owner));
    stepsOnParticipants(steps, scope, owner, key, participant);
    steps.put("CallService.hangUp", bean -> bean.calls.hangUp(key.callId(), scope, NONE));
    return steps;
  }

  private static void stepsOnParticipants(
      Map<String, Consumer<EveryServiceMethod>> steps,
      AccessScope scope,
      Owner owner,
      OperationKey operation,
      ParticipantKey key) {
    steps.put(
        "CallService.addParticipant",
        bean -> bean.calls.addParticipant(key.callId(), scope, bean.participant()));
    steps.put(
        "CallService.participants",
        bean ->
            bean.queries(ParticipantColumns.COLUMNS)
                .forEach(query -> bean.calls.participants(key.callId(), scope, query)));
    steps.put(
        "CallService.countParticipants",
        bean ->
            bean.queries(ParticipantColumns.COLUMNS)
                .forEach(query -> bean.calls.countParticipants(key.callId(), scope, query)));
    steps.put("ParticipantService.get", bean -> bean.participants.get(key, scope));
    steps.put(
        "ParticipantService.list",
        bean ->
            bean.queries(ParticipantColumns.COLUMNS)
                .forEach(query -> bean.participants.list(key.callId(), scope, query)));
    steps.put(
        "ParticipantService.count",
        bean ->
            bean.queries(ParticipantColumns.COLUMNS)
                .forEach(query -> bean.participants.count(key.callId(), scope, query)));
    steps.put(
        "ParticipantService.create",
        bean -> bean.participants.create(key.callId(), owner, bean.participant()));
    steps.put(
        "ParticipantService.update",
        bean -> bean.participants.update(key, owner, metadata("a"), NONE));
    steps.put(
        "CallService.updateParticipant",
        bean -> bean.calls.updateParticipant(key, scope, metadata("b"), NONE));
    steps.put("ParticipantService.require", bean -> bean.participants.require(key, owner, NONE));
    steps.put("ParticipantService.mute", bean -> bean.participants.mute(key, owner, true));
    steps.put(
        "ParticipantService.hold", bean -> bean.participants.hold(key, owner, operation.id()));
    steps.put("ParticipantService.held", bean -> bean.participants.held(key.callId(), owner));
    steps.put("ParticipantService.release", bean -> bean.participants.release(key, owner));
    steps.put(
        "ParticipantService.remove",
        bean ->
            bean.participants.remove(
                bean.participants.create(key.callId(), owner, bean.participant()).key(),
                owner,
                NONE));
    steps.put(
        "CallService.removeParticipant", bean -> bean.calls.removeParticipant(key, scope, NONE));
  }

  private ParticipantPatch participant() {
    return ParticipantPatch.from(
        Json.createObjectBuilder()
            .add("info", Json.createObjectBuilder().add("identity", JsonValue.EMPTY_JSON_OBJECT))
            .build(),
        CallModel.SCHEMA);
  }

  private static ParticipantPatch metadata(String text) {
    return ParticipantPatch.from(
        Json.createObjectBuilder().add("metadata", text).build(), CallModel.SCHEMA);
  }

  /** Queries with each kind of condition: in none of them a provider may write the values out. */
  private List<ListQuery> queries(Columns columns) {
    if (columns == ParticipantColumns.COLUMNS) {
      return Stream.of(
              Map.of("$filter", "isMuted"),
              Map.of("$filter", "not isMuted and isInLobby ne true"),
              Map.of("$filter", "id eq 'x' or isInLobby eq null"),
              Map.of("$orderby", "isMuted desc,isInLobby"))
          .map(options -> query(columns, options))
          .toList();
    }
    if (!columns.entity().equals(CallModel.CALL) && columns != OperationColumns.COLUMNS) {
      return Stream.of(
              "sequence gt 7",
              "not (sequence eq 7)",
              "changeType eq 'created'",
              "contains(resourceUrl,'a')")
          .map(filter -> query(columns, Map.of("$filter", filter)))
          .toList();
    }
    boolean ofOperations = columns == OperationColumns.COLUMNS;
    String text = ofOperations ? "clientContext" : "callbackUri";
    List<ListQuery> queries = new ArrayList<>();
    for (String filter :
        List.of(
            "%s eq 'a'",
            "not (%s eq 'a')",
            "startswith(tolower(%s),'a') eq true",
            "contains(%s,'a') eq null",
            "%s in ('a','b')",
            "length(%s) gt 1",
            "concat(%s,'a') eq 'a'",
            "indexof(%s,'a') eq 1",
            "resultInfo/code gt 1.5",
            "resultInfo/code lt 99999999999",
            "resultInfo/code eq resultInfo/subcode",
            "id eq 'x'",
            "not (id eq 'x')",
            "true")) {
      queries.add(query(columns, Map.of("$filter", filter.formatted(text))));
    }
    String enumeration = ofOperations ? "status" : "state";
    queries.add(query(columns, Map.of("$orderby", "resultInfo/code desc")));
    queries.add(query(columns, Map.of("$orderby", enumeration + ",id desc")));
    if (ofOperations) {
      queries.add(query(columns, Map.of("$search", "a OR NOT a")));
    }
    return queries;
  }

  private ListQuery everything() {
    return query(OperationColumns.COLUMNS, Map.of());
  }

  private ListQuery query(Columns columns, Map<String, String> options) {
    return ListQuery.of(
        QueryOptions.of(
            options.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue()))),
            ListQuery.OPTIONS),
        new ListQuery.Collection(columns, CallModel.SCHEMA, Optional.empty(), ""),
        tokens,
        ListQuery.Size.USUAL);
  }

  private NewCall newCall() {
    return NewCall.from(
        Json.createObjectBuilder()
            .add("callbackUri", "https://bot.example/")
            .add("state", "established")
            .build(),
        settings);
  }
}
