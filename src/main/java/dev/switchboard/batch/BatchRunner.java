package dev.switchboard.batch;

import dev.switchboard.admission.WrittenRows;
import dev.switchboard.audit.AuditTrail;
import dev.switchboard.batch.BatchRequest.Item;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.error.ErrorResponse;
import dev.switchboard.error.RequestIds;
import dev.switchboard.json.ClientText;
import dev.switchboard.json.JsonObjectReader;
import dev.switchboard.odata.CurrentRequest;
import dev.switchboard.odata.RequestHead;
import dev.switchboard.odata.ServiceRoot;
import dev.switchboard.security.Authentication;
import dev.switchboard.security.Caller;
import dev.switchboard.security.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Answers the requests of a batch, one after the other: each by the resource that would have
 * answered it alone, with its own caller, headers, ids and audit record.
 */
@RequestScoped
public class BatchRunner {

  @Inject private ResourceRoutes routes;
  @Inject @Any private Instance<Object> beans;
  @Inject private AtomicGroup atomicGroup;
  @Inject private Authentication authentication;
  @Inject private CurrentCaller currentCaller;
  @Inject private CurrentRequest currentRequest;
  @Inject private WrittenRows rows;
  @Inject private AuditTrail audit;
  @Inject private Clock clock;

  /** Who sent which request, as far as that is known. */
  private final Map<String, Caller> callers = new HashMap<>();

  /**
   * The batch itself.
   *
   * @param root the service root that it came in by
   * @param caller who sent it, and all in it that has no token of its own
   * @param ids of the request that it came in
   */
  record Envelope(ServiceRoot root, Caller caller, RequestIds ids) {}

  /** A request that is ready to be let in. */
  private record Ready(
      Item item, Caller caller, RequestHead head, Routes.Match match, JsonObject body) {

    WrittenRows.Write write() {
      return new WrittenRows.Write(caller, item.method(), match.parameters());
    }
  }

  /**
   * A request that was answered.
   *
   * @param url where the entity stands that it created or asked for, below the root; null if it
   *     never came that far
   * @param refusal why it was refused, or null
   */
  private record Answered(
      Item item,
      RequestIds ids,
      String url,
      Response response,
      ApiException refusal,
      List<AuditTrail.Change> changes) {

    boolean succeeded() {
      return response.getStatusInfo().getFamily() == Response.Status.Family.SUCCESSFUL;
    }
  }

  /**
   * Answers a batch.
   *
   * @param stopsOnError whether nothing more is done once a request has failed
   */
  BatchResponse answer(Envelope envelope, BatchRequest batch, boolean stopsOnError) {
    Map<String, Answered> before = new HashMap<>();
    List<BatchResponse.Item> responses = new ArrayList<>();
    for (List<Item> unit : batch.units()) {
      List<Answered> answers = answer(envelope, unit, before);
      for (Answered answered : answers) {
        before.put(answered.item().key(), answered);
        answered
            .item()
            .groupKey()
            .ifPresent(
                group ->
                    // One that failed speaks for its group.
                    before.merge(group, answered, (a, b) -> a.succeeded() ? b : a));
        record(envelope, answered);
        responses.add(BatchResponse.Item.of(answered.item(), answered.ids(), answered.response()));
      }
      if (stopsOnError && !answers.stream().allMatch(Answered::succeeded)) {
        break;
      }
    }
    return new BatchResponse(responses);
  }

  private void record(Envelope envelope, Answered answered) {
    boolean ofTheBatch = !answered.item().headers().containsKey(HttpHeaders.AUTHORIZATION);
    Caller caller =
        callers.getOrDefault(answered.item().key(), ofTheBatch ? envelope.caller() : null);
    audit.caller(
        caller == null ? null : caller.tenantId(), caller == null ? null : caller.applicationId());
    audit.answered(
        answered.ids(),
        answered.item().method(),
        path(envelope, answered),
        answered.response().getStatus(),
        answered.refusal(),
        answered.changes());
  }

  private static String path(Envelope envelope, Answered answered) {
    String url = answered.url() == null ? answered.item().url() : answered.url();
    return envelope.root().path() + "/" + url.split("\\?", 2)[0].replaceFirst("^/+", "");
  }

  private List<Answered> answer(Envelope envelope, List<Item> unit, Map<String, Answered> before) {
    Optional<ApiException> hindrance = hindrance(unit, before);
    if (hindrance.isPresent()) {
      return unit.stream()
          .map(item -> refused(item, ids(envelope, item), hindrance.get()))
          .toList();
    }
    return unit.get(0).group().isEmpty()
        ? List.of(alone(envelope, unit.get(0), before))
        : together(envelope, unit, before);
  }

  /** Why none of a unit can be looked at. */
  private static Optional<ApiException> hindrance(List<Item> unit, Map<String, Answered> before) {
    if (unit.stream().anyMatch(Item::conditional)) {
      // What OData JSON 4.01 section 19.1 says to services that evaluate no conditions.
      return Optional.of(
          ApiException.of(
              ErrorCode.FAILED_DEPENDENCY, "Conditions in if are not evaluated here.", "if"));
    }
    return unit.stream()
        .flatMap(item -> item.dependsOn().stream())
        .filter(key -> before.containsKey(key) && !before.get(key).succeeded())
        .findFirst()
        .map(
            key ->
                ApiException.of(
                    ErrorCode.FAILED_DEPENDENCY,
                    "The request %s, which this one depends on, did not succeed."
                        .formatted(ClientText.shown(before.get(key).item().id())),
                    "dependsOn"));
  }

  private Answered alone(Envelope envelope, Item item, Map<String, Answered> before) {
    RequestIds ids = ids(envelope, item);
    try {
      Ready ready = ready(envelope, item, before);
      rows.are(List.of(ready.write()));
      return run(ready, ids);
    } catch (Exception e) {
      return refused(item, ids, ErrorResponse.refusal(e, ids));
    }
  }

  /** Either all are answered and committed, or none is done. */
  private List<Answered> together(
      Envelope envelope, List<Item> unit, Map<String, Answered> outside) {
    Map<String, Answered> before = new HashMap<>(outside);
    List<Answered> answers = new ArrayList<>();
    Map<String, Ready> ready = new HashMap<>();
    Item current = null;
    try {
      Set<String> keys = unit.stream().map(Item::key).collect(Collectors.toSet());
      for (Item item : unit) {
        if (item.dependsOn().stream().noneMatch(keys::contains)) {
          current = item;
          ready.put(item.key(), ready(envelope, item, before));
        }
      }
      current = null;
      rows.are(ready.values().stream().map(Ready::write).toList());
      atomicGroup.run(
          () -> {
            for (Item item : unit) {
              Answered answered = inGroup(envelope, item, ready.get(item.key()), before);
              answers.add(answered);
              before.put(item.key(), answered);
              if (answered.refusal() != null) {
                throw answered.refusal();
              }
            }
          });
      return answers;
    } catch (Exception e) {
      return undone(envelope, unit, current, answers, e);
    }
  }

  private Answered inGroup(
      Envelope envelope, Item item, Ready prepared, Map<String, Answered> before) {
    RequestIds ids = ids(envelope, item);
    try {
      return run(prepared == null ? ready(envelope, item, before) : prepared, ids);
    } catch (Exception e) {
      return refused(item, ids, ErrorResponse.refusal(e, ids));
    }
  }

  /**
   * The answers of a group of which nothing was done: the one that failed says why, the others that
   * it did; if the transaction could not be committed, all say that.
   *
   * @param unprepared the one that could not be let in, or null
   * @param answers of those that were let in
   */
  private List<Answered> undone(
      Envelope envelope,
      List<Item> unit,
      Item unprepared,
      List<Answered> answers,
      Exception failure) {
    Map<String, Answered> failed = new HashMap<>();
    answers.stream()
        .filter(answered -> answered.refusal() != null)
        .forEach(answered -> failed.put(answered.item().key(), answered));
    audit.take();
    if (failed.isEmpty()) {
      for (Item item : unprepared == null ? unit : List.of(unprepared)) {
        RequestIds ids = ids(envelope, item);
        failed.put(item.key(), refused(item, ids, ErrorResponse.refusal(failure, ids)));
      }
    }
    ApiException undone =
        ApiException.of(
            ErrorCode.FAILED_DEPENDENCY,
            "Another request of the atomicityGroup failed; nothing of the group was done.",
            "atomicityGroup");
    return unit.stream()
        .map(
            item ->
                failed.containsKey(item.key())
                    ? failed.get(item.key())
                    : refused(item, ids(envelope, item), undone))
        .toList();
  }

  private Ready ready(Envelope envelope, Item item, Map<String, Answered> before) {
    String token = item.headers().get(HttpHeaders.AUTHORIZATION);
    Caller caller = envelope.caller();
    if (token == null) {
      authentication.admit(caller);
    } else {
      caller = authentication.authenticate(List.of(token));
    }
    callers.put(item.key(), caller);
    References references = new References(envelope.root(), item, before(before));
    RequestHead head = RequestHead.within(envelope.root(), references.url(), references.headers());
    head.requireAnswerable();
    if (head.path().equals(ServiceRoot.BATCH)) {
      throw ApiException.badRequest("url", "A batch must not stand in a batch.");
    }
    Routes.Match match =
        routes.get().match(item.method(), envelope.root().version() + "/" + head.path());
    return new Ready(item, caller, head, match, body(item, match));
  }

  private static Map<String, References.Target> before(Map<String, Answered> answers) {
    return answers.entrySet().stream()
        .filter(answer -> answer.getValue().url() != null)
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                answer ->
                    new References.Target(
                        answer.getValue().url(),
                        answer.getValue().response().getHeaderString(HttpHeaders.ETAG))));
  }

  /** The body, if the request has one, in a form that its method takes. */
  private static JsonObject body(Item item, Routes.Match match) {
    if (item.body() == null) {
      return null;
    }
    if (item.method().equals("GET") || item.method().equals("DELETE")) {
      throw ApiException.badRequest(
          "body", "A request of the method %s must not have a body.".formatted(item.method()));
    }
    String type = item.headers().get(HttpHeaders.CONTENT_TYPE);
    if (type == null) {
      throw ApiException.badRequest(
          "headers", "headers must have a Content-Type where there is a body.");
    }
    match.requireConsumes(type);
    if (!(item.body() instanceof JsonObject body)) {
      throw ApiException.badRequest("body", "body must be a JSON object.");
    }
    JsonObjectReader.requireOne(body);
    return body;
  }

  private Answered run(Ready ready, RequestIds ids) throws ReflectiveOperationException {
    currentCaller.is(ready.caller());
    currentRequest.begins(ready.head());
    Object answer =
        ready.match().invoke(beans.select(ready.match().resource()).get(), ready.body());
    Response response = answer instanceof Response built ? built : Response.ok(answer).build();
    String url =
        response.getLocation() == null
            ? ready.head().path()
            : ready.head().root().relative(response.getLocation().toString());
    return new Answered(ready.item(), ids, url, response, null, audit.take());
  }

  private Answered refused(Item item, RequestIds ids, ApiException refusal) {
    audit.take();
    return new Answered(item, ids, null, ErrorResponse.of(refusal, ids, clock), refusal, List.of());
  }

  private static RequestIds ids(Envelope envelope, Item item) {
    return envelope.ids().within(item.headers().get("client-request-id"));
  }
}
