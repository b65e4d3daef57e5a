package dev.switchboard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.graph.communications.calls.item.cancelmediaprocessing.CancelMediaProcessingPostRequestBody;
import com.microsoft.graph.communications.calls.item.operations.OperationsRequestBuilder;
import com.microsoft.graph.communications.calls.item.operations.item.CommsOperationItemRequestBuilder;
import com.microsoft.graph.communications.calls.item.participants.ParticipantsRequestBuilder;
import com.microsoft.graph.communications.calls.item.participants.invite.InvitePostRequestBody;
import com.microsoft.graph.communications.calls.item.participants.item.mute.MutePostRequestBody;
import com.microsoft.graph.communications.calls.item.participants.item.startholdmusic.StartHoldMusicPostRequestBody;
import com.microsoft.graph.communications.calls.item.playprompt.PlayPromptPostRequestBody;
import com.microsoft.graph.core.content.BatchRequestContent;
import com.microsoft.graph.core.content.BatchResponseContent;
import com.microsoft.graph.core.tasks.PageIterator;
import com.microsoft.graph.models.Call;
import com.microsoft.graph.models.CallState;
import com.microsoft.graph.models.CommsOperation;
import com.microsoft.graph.models.CommsOperationCollectionResponse;
import com.microsoft.graph.models.Identity;
import com.microsoft.graph.models.IdentitySet;
import com.microsoft.graph.models.InvitationParticipantInfo;
import com.microsoft.graph.models.InviteParticipantsOperation;
import com.microsoft.graph.models.MediaDirection;
import com.microsoft.graph.models.MediaInfo;
import com.microsoft.graph.models.MediaPrompt;
import com.microsoft.graph.models.MediaStream;
import com.microsoft.graph.models.Modality;
import com.microsoft.graph.models.OperationStatus;
import com.microsoft.graph.models.Participant;
import com.microsoft.graph.models.ParticipantInfo;
import com.microsoft.graph.models.PlayPromptOperation;
import com.microsoft.graph.models.RecordOperation;
import com.microsoft.graph.models.ResultInfo;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.authentication.AccessTokenProvider;
import com.microsoft.kiota.authentication.AllowedHostsValidator;
import com.microsoft.kiota.authentication.BaseBearerTokenAuthenticationProvider;
import dev.switchboard.support.Service;
import dev.switchboard.support.Tokens;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The official Microsoft Graph SDK for Java, unmodified: it is told the URL of the service and
 * nothing else.
 */
class GraphJavaSdkContractIT {

  private final String tenant = Service.newTenant();
  private GraphServiceClient graph;
  private String callId;

  @BeforeEach
  void createCall() {
    graph = client("bot");
    Call call = new Call();
    call.setCallbackUri("https://bot.example/cb");
    callId = graph.communications().calls().post(call).getId();
  }

  @Test
  void createsAndReadsACall() {
    Call call = graph.communications().calls().byCallId(callId).get();

    assertThat(call.getId()).isEqualTo(callId);
    assertThat(call.getState()).isEqualTo(CallState.Establishing);
    assertThat(call.getCallbackUri()).isEqualTo("https://bot.example/cb");
    assertThat(graph.communications().calls().get().getValue())
        .extracting(Call::getId)
        .containsExactly(callId);
  }

  @Test
  void createsAnOperationOfADerivedType() {
    PlayPromptOperation document = new PlayPromptOperation();
    document.setOdataType("#microsoft.graph.playPromptOperation");
    document.setClientContext("ctx-1");

    CommsOperation created = operations().post(document);

    assertThat(created).isInstanceOf(PlayPromptOperation.class);
    assertThat(created.getStatus()).isEqualTo(OperationStatus.NotStarted);
    assertThat(created.getClientContext()).isEqualTo("ctx-1");
    assertThat(operation(created.getId()).get())
        .isInstanceOf(PlayPromptOperation.class)
        .extracting(CommsOperation::getId, CommsOperation::getStatus)
        .containsExactly(created.getId(), OperationStatus.NotStarted);
  }

  @Test
  void playsAPromptAndCancelsIt() {
    Call established = new Call();
    established.setState(CallState.Established);
    graph.communications().calls().byCallId(callId).patch(established);
    MediaInfo media = new MediaInfo();
    media.setUri("https://bot.example/prompt.wav");
    MediaPrompt prompt = new MediaPrompt();
    prompt.setOdataType("#microsoft.graph.mediaPrompt");
    prompt.setMediaInfo(media);
    PlayPromptPostRequestBody play = new PlayPromptPostRequestBody();
    play.setClientContext("ctx-1");
    play.setPrompts(List.of(prompt));

    PlayPromptOperation playing =
        graph.communications().calls().byCallId(callId).playPrompt().post(play);

    assertThat(playing.getStatus()).isEqualTo(OperationStatus.Running);
    assertThat(playing.getClientContext()).isEqualTo("ctx-1");
    CommsOperation cancelling =
        graph
            .communications()
            .calls()
            .byCallId(callId)
            .cancelMediaProcessing()
            .post(new CancelMediaProcessingPostRequestBody());
    assertThat(cancelling.getStatus()).isEqualTo(OperationStatus.Completed);
    CommsOperation cancelled = operation(playing.getId()).get();
    assertThat(cancelled.getStatus()).isEqualTo(OperationStatus.Failed);
    assertThat(cancelled.getResultInfo().getSubcode()).isEqualTo(8508);
    graph.communications().calls().byCallId(callId).keepAlive().post();
  }

  @Test
  void rosterIsKeptByThePlatformAndUsedByTheBot() {
    Call established = new Call();
    established.setState(CallState.Established);
    graph.communications().calls().byCallId(callId).patch(established);
    ParticipantsRequestBuilder kept =
        client("media").communications().calls().byCallId(callId).participants();
    ParticipantsRequestBuilder participants =
        graph.communications().calls().byCallId(callId).participants();
    Identity user = new Identity();
    user.setId("550fae72-d251-43ec-868c-373732c2704f");
    user.setDisplayName("Heidi");
    IdentitySet identity = new IdentitySet();
    identity.setUser(user);
    ParticipantInfo info = new ParticipantInfo();
    info.setIdentity(identity);
    MediaStream stream = new MediaStream();
    stream.setDirection(MediaDirection.SendReceive);
    stream.setMediaType(Modality.Audio);
    stream.setServerMuted(false);
    stream.setSourceId("1");
    Participant document = new Participant();
    document.setInfo(info);
    document.setMediaStreams(List.of(stream));

    String id = kept.post(document).getId();
    Participant waiting = new Participant();
    waiting.setIsInLobby(true);
    kept.byParticipantId(id).patch(waiting);
    CommsOperation muting = participants.byParticipantId(id).mute().post(new MutePostRequestBody());
    CommsOperation holding =
        participants.byParticipantId(id).startHoldMusic().post(new StartHoldMusicPostRequestBody());
    InvitationParticipantInfo invited = new InvitationParticipantInfo();
    invited.setIdentity(identity);
    InvitePostRequestBody invite = new InvitePostRequestBody();
    invite.setParticipants(List.of(invited));
    InviteParticipantsOperation inviting = participants.invite().post(invite);

    assertThat(muting.getStatus()).isEqualTo(OperationStatus.Completed);
    assertThat(holding.getStatus()).isEqualTo(OperationStatus.Running);
    assertThat(inviting.getParticipants().get(0).getIdentity().getUser().getDisplayName())
        .isEqualTo("Heidi");
    Participant read = participants.get().getValue().get(0);
    assertThat(read.getId()).isEqualTo(id);
    assertThat(read.getInfo().getIdentity().getUser().getDisplayName()).isEqualTo("Heidi");
    assertThat(read.getIsMuted()).isTrue();
    assertThat(read.getIsInLobby()).isTrue();
    assertThat(read.getMediaStreams().get(0).getMediaType()).isEqualTo(Modality.Audio);
    assertThat(read.getRosterSequenceNumber()).isEqualTo(3);
    assertThat(participants.count().get()).isOne();
    kept.byParticipantId(id).delete();
    assertThat(participants.get().getValue()).isEmpty();
  }

  @Test
  void patchSetsStatusAndNestedResultInfo() {
    String id = newOperation("#microsoft.graph.playPromptOperation");
    CommsOperation patch = new CommsOperation();
    patch.setStatus(OperationStatus.Running);
    ResultInfo progress = new ResultInfo();
    progress.setCode(100);
    progress.setMessage("playing");
    patch.setResultInfo(progress);

    CommsOperation running = operation(id).patch(patch);

    assertThat(running).isInstanceOf(PlayPromptOperation.class);
    assertThat(running.getStatus()).isEqualTo(OperationStatus.Running);
    assertThat(running.getResultInfo().getCode()).isEqualTo(100);
    assertThat(running.getResultInfo().getSubcode()).isZero();

    CommsOperation done = new CommsOperation();
    done.setStatus(OperationStatus.Completed);
    ResultInfo success = new ResultInfo();
    success.setCode(200);
    done.setResultInfo(success);

    CommsOperation completed = operation(id).patch(done);

    assertThat(completed.getStatus()).isEqualTo(OperationStatus.Completed);
    assertThat(completed.getResultInfo().getCode()).isEqualTo(200);
    assertThat(completed.getResultInfo().getMessage()).isEqualTo("playing");
  }

  @Test
  void patchOfNullClears() {
    String id = newOperation("#microsoft.graph.playPromptOperation");
    CommsOperation set = new CommsOperation();
    set.setClientContext("ctx-1");
    assertThat(operation(id).patch(set).getClientContext()).isEqualTo("ctx-1");
    CommsOperation clear = new CommsOperation();
    clear.setClientContext(null);

    CommsOperation cleared = operation(id).patch(clear);

    assertThat(cleared.getClientContext()).isNull();
    assertThat(cleared.getStatus()).isEqualTo(OperationStatus.NotStarted);
  }

  @Test
  void sendingTheSameModelAgainChangesNothing() {
    String id = newOperation("#microsoft.graph.playPromptOperation");
    CommsOperation model = operation(id).get();
    model.setStatus(OperationStatus.Running);
    CommsOperation first = operation(id).patch(model);
    CommsOperation second = operation(id).patch(model);

    assertThat(second.getStatus()).isEqualTo(OperationStatus.Running);
    assertThat(etag(second)).isEqualTo(etag(first));
  }

  @Test
  void dynamicMembersTravelAsAdditionalData() {
    String id = newOperation("#microsoft.graph.recordOperation");
    RecordOperation patch = new RecordOperation();
    patch.setRecordingLocation("https://media.example/1");
    patch.setAdditionalData(new HashMap<>(Map.of("completionReason", "stopToneDetected")));

    CommsOperation recorded = operation(id).patch(patch);

    assertThat(((RecordOperation) recorded).getRecordingLocation())
        .isEqualTo("https://media.example/1");
    assertThat(recorded.getAdditionalData().get("completionReason"))
        .hasToString("stopToneDetected");
  }

  @Test
  void missingOperationIsAnODataError() {
    ODataError error =
        catchThrowableOfType(ODataError.class, () -> operation(UUID.randomUUID().toString()).get());

    assertThat(error.getResponseStatusCode()).isEqualTo(404);
    assertThat(error.getError().getCode()).isEqualTo("notFound");
    assertThat(error.getError().getMessage()).isNotBlank();
    assertThat(error.getError().getInnerError().getRequestId()).isNotBlank();
    assertThat(error.getError().getInnerError().getDate()).isNotNull();
  }

  @Test
  void changeOfATerminalOperationIsAConflict() {
    String id = newOperation("#microsoft.graph.playPromptOperation");
    patchStatus(id, OperationStatus.Completed);

    ODataError error =
        catchThrowableOfType(ODataError.class, () -> patchStatus(id, OperationStatus.Running));

    assertThat(error.getResponseStatusCode()).isEqualTo(409);
    assertThat(error.getError().getCode()).isEqualTo("conflict");
    assertThat(error.getError().getTarget()).isEqualTo("status");
  }

  @Test
  void staleEtagIsRefused() {
    String id = newOperation("#microsoft.graph.playPromptOperation");
    String stale = etag(operation(id).get());
    patchStatus(id, OperationStatus.Running);
    CommsOperation patch = new CommsOperation();
    patch.setClientContext("late");

    ODataError error =
        catchThrowableOfType(
            ODataError.class,
            () -> operation(id).patch(patch, request -> request.headers.add("If-Match", stale)));

    assertThat(error.getResponseStatusCode()).isEqualTo(412);
    assertThat(error.getError().getCode()).isEqualTo("preconditionFailed");
    assertThat(operation(id).get().getClientContext()).isNull();
  }

  @Test
  void deletedOperationIsGone() {
    String id = newOperation("#microsoft.graph.playPromptOperation");

    operation(id).delete();

    ODataError error = catchThrowableOfType(ODataError.class, () -> operation(id).get());
    assertThat(error.getResponseStatusCode()).isEqualTo(404);
  }

  @Test
  void hangingUpFailsOpenOperations() {
    String id = newOperation("#microsoft.graph.playPromptOperation");

    graph.communications().calls().byCallId(callId).delete();

    assertThat(graph.communications().calls().byCallId(callId).get().getState())
        .isEqualTo(CallState.Terminated);
    CommsOperation failed = operation(id).get();
    assertThat(failed.getStatus()).isEqualTo(OperationStatus.Failed);
    assertThat(failed.getResultInfo().getCode()).isEqualTo(400);
    assertThat(failed.getResultInfo().getSubcode()).isEqualTo(8508);
  }

  @Test
  void pageIteratorSeesEveryOperationOnce() throws ReflectiveOperationException {
    List<String> created = new ArrayList<>();
    for (int i = 0; i < 205; i++) {
      created.add(newOperation("#microsoft.graph.playPromptOperation"));
    }
    List<CommsOperation> seen = new ArrayList<>();

    new PageIterator.Builder<CommsOperation, CommsOperationCollectionResponse>()
        .client(graph)
        .collectionPage(operations().get())
        .collectionPageFactory(CommsOperationCollectionResponse::createFromDiscriminatorValue)
        .processPageItemCallback(seen::add)
        .build()
        .iterate();

    assertThat(seen).extracting(CommsOperation::getId).containsExactlyElementsOf(created);
    assertThat(seen).extracting(CommsOperation::getStatus).containsOnly(OperationStatus.NotStarted);
  }

  @Test
  void mediaPlatformUpdatesTheBotsOperation() {
    String id = newOperation("#microsoft.graph.playPromptOperation");
    CommsOperation patch = new CommsOperation();
    patch.setStatus(OperationStatus.Running);

    CommsOperation running =
        client("media")
            .communications()
            .calls()
            .byCallId(callId)
            .operations()
            .byCommsOperationId(id)
            .patch(patch);

    assertThat(running.getStatus()).isEqualTo(OperationStatus.Running);
  }

  @Test
  void batchOfRequestsInformationIsAnswered() throws Exception {
    String id = newOperation("#microsoft.graph.playPromptOperation");
    CommsOperation patch = new CommsOperation();
    patch.setStatus(OperationStatus.Running);
    BatchRequestContent batch = new BatchRequestContent(graph);
    String updated = batch.addBatchRequestStep(operation(id).toPatchRequestInformation(patch));
    String missing =
        batch.addBatchRequestStep(
            operation(UUID.randomUUID().toString()).toGetRequestInformation());
    String read = batch.addBatchRequestStep(operation(id).toGetRequestInformation());
    batch.getBatchRequestSteps().get(read).setDependsOn(List.of(updated));

    BatchResponseContent answers = graph.getBatchRequestBuilder().post(batch, null);

    assertThat(answers.getResponsesStatusCode())
        .as(new String(batch.getBatchRequestContent().readAllBytes(), StandardCharsets.UTF_8))
        .containsExactlyInAnyOrderEntriesOf(Map.of(updated, 200, missing, 404, read, 200));
    CommsOperation operation =
        answers.getResponseById(read, CommsOperation::createFromDiscriminatorValue);
    assertThat(operation).isInstanceOf(PlayPromptOperation.class);
    assertThat(operation.getStatus()).isEqualTo(OperationStatus.Running);
    assertThat(answers.getResponseById(missing).message())
        .isEqualTo("There is no such operation in this call.");
  }

  private GraphServiceClient client(String application) {
    AllowedHostsValidator hosts = new AllowedHostsValidator("localhost");
    AccessTokenProvider tokens =
        new AccessTokenProvider() {
          @Override
          public @NonNull String getAuthorizationToken(
              @NonNull URI uri, @Nullable Map<String, Object> context) {
            return Tokens.of(application, tenant);
          }

          @Override
          public @NonNull AllowedHostsValidator getAllowedHostsValidator() {
            return hosts;
          }
        };
    GraphServiceClient client =
        new GraphServiceClient(new BaseBearerTokenAuthenticationProvider(tokens));
    client.getRequestAdapter().setBaseUrl(Service.url() + "/v1.0");
    return client;
  }

  private OperationsRequestBuilder operations() {
    return graph.communications().calls().byCallId(callId).operations();
  }

  private CommsOperationItemRequestBuilder operation(String id) {
    return operations().byCommsOperationId(id);
  }

  private String newOperation(String type) {
    CommsOperation document = new CommsOperation();
    document.setOdataType(type);
    return operations().post(document).getId();
  }

  private void patchStatus(String id, OperationStatus status) {
    CommsOperation patch = new CommsOperation();
    patch.setStatus(status);
    operation(id).patch(patch);
  }

  private static String etag(CommsOperation operation) {
    return operation.getAdditionalData().get("@odata.etag").toString();
  }
}
