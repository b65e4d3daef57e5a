package dev.switchboard.call;

import static dev.switchboard.call.ActionParameter.CALLBACK_URI;
import static dev.switchboard.call.ActionParameter.CLIENT_CONTEXT;
import static dev.switchboard.call.ActionParameter.items;
import static dev.switchboard.call.ActionParameter.number;
import static dev.switchboard.call.ActionParameter.optional;
import static dev.switchboard.call.ActionParameter.optionalItems;
import static dev.switchboard.call.ActionParameter.required;
import static dev.switchboard.call.CallState.ESTABLISHED;
import static dev.switchboard.call.CallState.ESTABLISHING;
import static dev.switchboard.call.CallState.HOLD;
import static dev.switchboard.call.CallState.INCOMING;
import static dev.switchboard.call.CallState.REDIRECTING;
import static dev.switchboard.call.CallState.TERMINATED;
import static dev.switchboard.call.CallState.TRANSFERRING;
import static dev.switchboard.call.CallState.TRANSFER_ACCEPTED;
import static dev.switchboard.edm.PrimitiveType.BOOLEAN;
import static dev.switchboard.edm.PrimitiveType.STRING;

import dev.switchboard.edm.Action;
import dev.switchboard.edm.StructuredType;
import dev.switchboard.error.ApiException;
import dev.switchboard.operation.OperationModel;
import dev.switchboard.operation.OperationStatus;
import dev.switchboard.operation.OperationType;
import dev.switchboard.participant.ParticipantModel;
import dev.switchboard.security.AccessScope;
import dev.switchboard.security.Caller;
import dev.switchboard.settings.CallLimits;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The actions on a call, on a participant of it and on all of them: for each what it takes, when it
 * is lawful, who may do it and what it answers, as Graph's CSDL and documentation have it. What it
 * does is done by {@link CallService}.
 */
enum CallAction {
  ADD_LARGE_GALLERY_VIEW(
      new Door("addLargeGalleryView", Caller::showLargeGallery),
      When.IN_TALK,
      new Answer(202, OperationType.ADD_LARGE_GALLERY_VIEW, OperationStatus.RUNNING),
      CLIENT_CONTEXT),
  ANSWER(
      new Door("answer", Caller::answerCalls),
      When.RINGING.then(ESTABLISHING),
      Answer.EMPTY,
      required("callbackUri", STRING),
      required("mediaConfig", CallTypes.MEDIA_CONFIG),
      optionalItems("acceptedModalities", ParticipantModel.MODALITY, 10),
      number("participantCapacity", 0, Integer.MAX_VALUE),
      optional("callOptions", CallTypes.INCOMING_CALL_OPTIONS)),
  CANCEL_MEDIA_PROCESSING(
      new Door("cancelMediaProcessing", Caller::controlMedia),
      When.IN_TALK,
      Answer.completed(OperationType.CANCEL_MEDIA_PROCESSING),
      CLIENT_CONTEXT),
  CHANGE_SCREEN_SHARING_ROLE(
      new Door("changeScreenSharingRole", Caller::writeOperations),
      When.IN_TALK.inGroupCalls().unlessMediaIs("serviceHostedMediaConfig"),
      Answer.EMPTY,
      required("role", CallTypes.SCREEN_SHARING_ROLE)),
  INVITE(
      new Door("invite", Caller::inviteParticipants).on(Target.PARTICIPANTS),
      When.IN_TALK.inGroupCalls(),
      Answer.running(OperationType.INVITE_PARTICIPANTS),
      items("participants", OperationModel.INVITATION_PARTICIPANT_INFO, CallLimits::invitations),
      CLIENT_CONTEXT),
  KEEP_ALIVE(new Door("keepAlive", Caller::controlMedia), When.ALIVE, new Answer(200)),
  MUTE(
      new Door("mute", Caller::controlMedia),
      When.IN_TALK.inGroupCalls(),
      Answer.completed(OperationType.MUTE_PARTICIPANT),
      CLIENT_CONTEXT),
  MUTE_PARTICIPANT(
      new Door("mute", Caller::controlMedia).on(Target.PARTICIPANT),
      When.IN_TALK.inGroupCalls(),
      Answer.completed(OperationType.MUTE_PARTICIPANT),
      CLIENT_CONTEXT),
  PLAY_PROMPT(
      new Door("playPrompt", Caller::controlMedia, "loop"),
      When.IN_TALK.unlessMediaIs("appHostedMediaConfig"),
      Answer.running(OperationType.PLAY_PROMPT),
      items("prompts", CallTypes.PROMPT, CallLimits::prompts),
      CLIENT_CONTEXT),
  RECORD("record", Limits.RECORD),
  RECORD_RESPONSE("recordResponse", Limits.RECORD),
  REDIRECT(
      new Door("redirect", Caller::transferCalls),
      When.RINGING.then(REDIRECTING),
      Answer.EMPTY,
      items("targets", OperationModel.INVITATION_PARTICIPANT_INFO, CallLimits::redirectTargets),
      number("timeout", 15, 90),
      CALLBACK_URI),
  REJECT(
      new Door("reject", Caller::answerCalls),
      When.RINGING.then(TERMINATED),
      Answer.EMPTY,
      optional("reason", CallTypes.REJECT_REASON),
      CALLBACK_URI),
  SEND_DTMF_TONES(
      new Door("sendDtmfTones", Caller::controlMedia),
      When.IN_TALK,
      Answer.running(OperationType.SEND_DTMF_TONES),
      items("tones", CallTypes.TONE, limits -> 1000),
      number("delayBetweenTonesMs", 0, Integer.MAX_VALUE),
      CLIENT_CONTEXT),
  START_HOLD_MUSIC(
      new Door("startHoldMusic", Caller::holdParticipants).on(Target.PARTICIPANT),
      When.IN_TALK.inGroupCalls(),
      new Answer(202, OperationType.START_HOLD_MUSIC, OperationStatus.RUNNING),
      optional("customPrompt", CallTypes.PROMPT),
      CLIENT_CONTEXT),
  STOP_HOLD_MUSIC(
      new Door("stopHoldMusic", Caller::holdParticipants).on(Target.PARTICIPANT),
      When.IN_TALK.inGroupCalls(),
      new Answer(202, OperationType.STOP_HOLD_MUSIC, OperationStatus.RUNNING),
      CLIENT_CONTEXT),
  SUBSCRIBE_TO_TONE(
      new Door("subscribeToTone", Caller::writeOperations),
      When.IN_TALK.unlessMediaIs("appHostedMediaConfig"),
      Answer.completed(OperationType.SUBSCRIBE_TO_TONE),
      CLIENT_CONTEXT),
  TRANSFER(
      // Graph's own example sends a clientContext that its CSDL does not know.
      new Door("transfer", Caller::transferCalls, "clientContext"),
      When.TALKING.then(TRANSFERRING),
      Answer.EMPTY,
      required("transferTarget", OperationModel.INVITATION_PARTICIPANT_INFO),
      optional("transferee", ParticipantModel.PARTICIPANT_INFO)),
  UNMUTE(
      new Door("unmute", Caller::controlMedia),
      When.IN_TALK.inGroupCalls(),
      Answer.completed(OperationType.UNMUTE_PARTICIPANT),
      CLIENT_CONTEXT),
  UPDATE_RECORDING_STATUS(
      new Door("updateRecordingStatus", Caller::reportRecording),
      When.IN_TALK,
      Answer.completed(OperationType.UPDATE_RECORDING_STATUS),
      required("status", ParticipantModel.RECORDING_STATUS),
      CLIENT_CONTEXT);

  /** The names of all actions on a call as an expression for a path. */
  static final String ON_CALL =
      "addLargeGalleryView|answer|cancelMediaProcessing|changeScreenSharingRole|keepAlive|mute"
          + "|playPrompt|record|recordResponse|redirect|reject|sendDtmfTones|subscribeToTone"
          + "|transfer|unmute|updateRecordingStatus";

  /** The same on a participant. */
  static final String ON_PARTICIPANT = "mute|startHoldMusic|stopHoldMusic";

  /** The same on the participants of a call together. */
  static final String ON_PARTICIPANTS = "invite";

  /** What an action is bound to. */
  enum Target {
    CALL,
    PARTICIPANT,
    PARTICIPANTS;

    /** Asked for late: the model of calls is made of these actions. */
    private StructuredType type() {
      return this == CALL ? CallModel.CALL : ParticipantModel.PARTICIPANT;
    }

    private boolean isCollection() {
      return this == PARTICIPANTS;
    }
  }

  /** The limits of recordings, which the older name of the action has, too. */
  private static final class Limits {

    private static final ActionParameter[] RECORD = {
      optionalItems("prompts", CallTypes.PROMPT, 1),
      optional("bargeInAllowed", BOOLEAN),
      number("initialSilenceTimeoutInSeconds", 1, 120),
      number("maxSilenceTimeoutInSeconds", 1, 120),
      number("maxRecordDurationInSeconds", 1, CallLimits::recordSeconds),
      optional("playBeep", BOOLEAN),
      optionalItems("stopTones", STRING, 17),
      CLIENT_CONTEXT
    };
  }

  /**
   * How an action is reached.
   *
   * @param name its path segment, in Graph's namespace
   * @param target what that stands behind
   * @param permission the calls that a caller may do it with
   * @param ignored a member that older clients send and that means nothing; empty for none
   */
  private record Door(
      String name, Target target, Function<Caller, AccessScope> permission, String ignored) {

    Door(String name, Function<Caller, AccessScope> permission) {
      this(name, permission, "");
    }

    Door(String name, Function<Caller, AccessScope> permission, String ignored) {
      this(name, Target.CALL, permission, ignored);
    }

    Door on(Target other) {
      return new Door(name, other, permission, ignored);
    }
  }

  /**
   * When an action is lawful.
   *
   * @param states in which of the call
   * @param subcode what Graph's platform calls another one
   * @param next the state of the call afterwards, if the action changes it
   * @param barredMedia the type of the media configuration with which it never is; empty for none
   * @param group whether it is in calls of a group only
   */
  private record When(
      Set<CallState> states,
      int subcode,
      Optional<CallState> next,
      String barredMedia,
      boolean group) {

    private static final int NOT_ESTABLISHED = 8501;

    static final When RINGING = when(INVALID_IN_STATE, EnumSet.of(INCOMING));
    static final When TALKING = when(NOT_ESTABLISHED, EnumSet.of(ESTABLISHED, HOLD));
    static final When IN_TALK =
        when(NOT_ESTABLISHED, EnumSet.of(ESTABLISHED, HOLD, TRANSFERRING, TRANSFER_ACCEPTED));
    static final When ALIVE = when(INVALID_IN_STATE, EnumSet.complementOf(EnumSet.of(TERMINATED)));

    private static When when(int subcode, Set<CallState> states) {
      return new When(states, subcode, Optional.empty(), "", false);
    }

    When then(CallState state) {
      return new When(states, subcode, Optional.of(state), barredMedia, group);
    }

    When unlessMediaIs(String type) {
      return new When(states, subcode, next, type, group);
    }

    When inGroupCalls() {
      return new When(states, subcode, next, barredMedia, true);
    }
  }

  /**
   * What an action answers.
   *
   * @param status of HTTP
   * @param type of the operation that it starts, if it starts one
   * @param first status of that operation
   */
  private record Answer(int status, Optional<OperationType> type, OperationStatus first) {

    static final Answer EMPTY = new Answer(202);

    Answer(int status) {
      this(status, Optional.empty(), null);
    }

    Answer(int status, OperationType type, OperationStatus first) {
      this(status, Optional.of(type), first);
    }

    static Answer running(OperationType type) {
      return new Answer(200, type, OperationStatus.RUNNING);
    }

    static Answer completed(OperationType type) {
      return new Answer(200, type, OperationStatus.COMPLETED);
    }
  }

  /** What Graph's platform calls what is possible, but not now. */
  static final int INVALID_IN_STATE = 8585;

  private static final int BAD_MEDIA_MODE = 8500;
  private static final int CALL_TERMINATED = 8528;
  private static final int NOT_A_GROUP_CALL = 8548;

  private final Door door;
  private final When when;
  private final Answer answer;
  private final List<ActionParameter> parameters;

  CallAction(Door door, When when, Answer answer, ActionParameter... parameters) {
    this.door = door;
    this.when = when;
    this.answer = answer;
    this.parameters = List.of(parameters);
  }

  CallAction(String name, ActionParameter... parameters) {
    this(
        new Door(name, Caller::writeOperations),
        When.IN_TALK.unlessMediaIs("appHostedMediaConfig"),
        Answer.running(OperationType.RECORD),
        parameters);
  }

  /** The action of this name on a target, which is one of those that a path may have there. */
  static CallAction named(Target target, String name) {
    return Arrays.stream(values())
        .filter(action -> action.target() == target && action.actionName().equals(name))
        .findFirst()
        .orElseThrow(CallService::notFound);
  }

  /** The path segment. */
  String actionName() {
    return door.name();
  }

  /** What it is bound to. */
  Target target() {
    return door.target();
  }

  /**
   * The calls that a caller may do this with.
   *
   * @throws ApiException 403 if none
   */
  AccessScope scope(Caller caller) {
    return door.permission().apply(caller);
  }

  /** Whether this is the name of a member that a request may have, though it means nothing. */
  boolean ignores(String member) {
    return door.ignored().equals(member);
  }

  List<ActionParameter> parameters() {
    return parameters;
  }

  Set<CallState> states() {
    return when.states();
  }

  /** The state of the call afterwards, if the action changes it. */
  Optional<CallState> next() {
    return when.next();
  }

  /** Whether the platform has to do something that no operation and no state tells it. */
  boolean isForThePlatform() {
    return this == CHANGE_SCREEN_SHARING_ROLE;
  }

  /** Whether it mutes or unmutes: the participant it is bound to, or the bot. */
  Optional<Boolean> mutes() {
    return switch (this) {
      case MUTE, MUTE_PARTICIPANT -> Optional.of(true);
      case UNMUTE -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** The HTTP status of a success. */
  int status() {
    return answer.status();
  }

  /** The type of the operation that it starts, if it starts one. */
  Optional<OperationType> type() {
    return answer.type();
  }

  /** The status in which that operation begins. */
  OperationStatus first() {
    return answer.first();
  }

  /**
   * Demands that a call is in a state in which this can be done.
   *
   * @throws ApiException 404 or 409 if its state forbids it, 400 if its media configuration does;
   *     the code of the detail is the subcode that Graph's platform has for that
   */
  void requireLawful(Call.Content call) {
    if (call.state().isTerminal()) {
      String message = "The call has ended.";
      // What Graph documents of keepAlive, and of no other action.
      throw (this == KEEP_ALIVE
              ? ApiException.notFound(message)
              : ApiException.conflict(CallModel.STATE.name(), message))
          .withSubcode(CALL_TERMINATED);
    }
    if (!when.states().contains(call.state())) {
      throw ApiException.conflict(
              CallModel.STATE.name(),
              "%s is not possible while the call is %s.".formatted(actionName(), call.state()))
          .withSubcode(when.subcode());
    }
    if (!when.barredMedia().isEmpty()
        && call.declared().get(CallMember.MEDIA_CONFIG.member()) instanceof JsonObject media
        && media.getString("@odata.type", "").endsWith("." + when.barredMedia())) {
      throw ApiException.badRequest(
              CallMember.MEDIA_CONFIG.member(),
              "%s is not possible with a %s.".formatted(actionName(), when.barredMedia()))
          .withSubcode(BAD_MEDIA_MODE);
    }
    if (when.group() && isBetweenTwo(call.declared())) {
      throw ApiException.badRequest(
              CallMember.TARGETS.member(),
              "%s is possible in calls of a group only.".formatted(actionName()))
          .withSubcode(NOT_A_GROUP_CALL);
    }
  }

  /** Whether a call is known to be no meeting and no call of a group. */
  private static boolean isBetweenTwo(JsonObject call) {
    return call.get(CallMember.TARGETS.member()) instanceof JsonArray targets
        && targets.size() == 1
        && !call.containsKey(CallMember.CHAT_INFO.member())
        && !call.containsKey(CallMember.MEETING_INFO.member());
  }

  /** All that Graph's CSDL has, for {@code $metadata}: {@link #RECORD} is in the docs only. */
  static List<Action> declared() {
    return Arrays.stream(values())
        .filter(action -> action != RECORD)
        .map(
            action ->
                new Action(
                    action.actionName(),
                    action.target().type(),
                    action.target().isCollection(),
                    action.parameters.stream().map(ActionParameter::property).toList(),
                    action.type().map(OperationType::type)))
        .toList();
  }
}
