package dev.switchboard.call;

import dev.switchboard.error.ApiException;
import dev.switchboard.odata.Precondition;
import dev.switchboard.operation.CommsOperationService;
import dev.switchboard.operation.OperationKey;
import dev.switchboard.operation.OperationPatch;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.Owner;
import dev.switchboard.settings.Settings;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** A bean of the in-container tests that calls every method of the services. */
@Stateless
public class EveryServiceMethod {

  private static final UUID BEFORE_ALL = new UUID(0, 0);
  private static final Precondition NONE = Precondition.of(null, null);
  private static final OperationPatch EMPTY = OperationPatch.from(JsonValue.EMPTY_JSON_OBJECT);

  @Inject private CallService calls;
  @Inject private CommsOperationService operations;
  @Inject private Settings settings;

  /** Calls every method with success, in one transaction, as a caller with this scope. */
  public void callAllAs(AccessScope scope, Owner owner) {
    UUID callId = UUID.fromString(calls.create(owner, newCall()).id());
    OperationKey key = operations.create(callId, owner, EMPTY).key();
    steps(scope, owner, key).values().forEach(step -> step.accept(this));
  }

  /** Calls every method that addresses a row with the address of a row that does not exist. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void missAllAs(AccessScope scope, Owner owner) {
    UUID unknown = UUID.randomUUID();
    for (String addressing :
        Set.of(
            "CallService.get",
            "CallService.hangUp",
            "CallService.startOperation",
            "CallService.operations",
            "CommsOperationService.get",
            "CommsOperationService.merge",
            "CommsOperationService.delete")) {
      boolean found = true;
      try {
        steps(scope, owner, new OperationKey(unknown, unknown)).get(addressing).accept(this);
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
    return steps(null, null, null).keySet();
  }

  private static Map<String, Consumer<EveryServiceMethod>> steps(
      AccessScope scope, Owner owner, OperationKey key) {
    Map<String, Consumer<EveryServiceMethod>> steps = new LinkedHashMap<>();
    steps.put("CallService.create", bean -> bean.calls.create(owner, bean.newCall()));
    steps.put("CallService.get", bean -> bean.calls.get(key.callId(), scope));
    steps.put("CallService.list", bean -> bean.calls.list(scope, BEFORE_ALL));
    steps.put(
        "CallService.startOperation",
        bean -> bean.calls.startOperation(key.callId(), scope, EMPTY));
    steps.put(
        "CallService.operations", bean -> bean.calls.operations(key.callId(), scope, BEFORE_ALL));
    steps.put(
        "CommsOperationService.create", bean -> bean.operations.create(key.callId(), owner, EMPTY));
    steps.put(
        "CommsOperationService.get", bean -> bean.operations.get(key, Optional.empty(), scope));
    steps.put(
        "CommsOperationService.list",
        bean -> bean.operations.list(key.callId(), scope, BEFORE_ALL));
    steps.put(
        "CommsOperationService.merge",
        bean ->
            bean.operations.merge(
                key,
                Optional.empty(),
                scope,
                OperationPatch.from(Json.createObjectBuilder().add("clientContext", "a").build()),
                NONE));
    steps.put(
        "CommsOperationService.delete",
        bean -> bean.operations.delete(key, Optional.empty(), scope, NONE));
    steps.put(
        "CommsOperationService.cancelOpen",
        bean -> bean.operations.cancelOpen(key.callId(), owner));
    steps.put("CallService.hangUp", bean -> bean.calls.hangUp(key.callId(), scope, NONE));
    return steps;
  }

  private NewCall newCall() {
    return NewCall.from(
        Json.createObjectBuilder().add("callbackUri", "https://bot.example/").build(), settings);
  }
}
