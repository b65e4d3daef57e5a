package dev.switchboard.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.switchboard.security.Owner;
import dev.switchboard.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the samples of a receiver accept and what not, in the middle of a rotation: of each kind one
 * key has signed for 90 days and another one for an hour.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReceiverSample {

  static final Owner BOT = new Owner("5a0b9c1e-3c4b-4a3c-9d0f-1f2f3f4f5f6f", "bot");

  private static final Owner OTHER_BOT = new Owner(BOT.tenantId(), "bot-2");
  private static final Owner OTHER_TENANT =
      new Owner("6b0b9c1e-3c4b-4a3c-9d0f-1f2f3f4f5f6f", "bot");
  private static final byte[] BODY =
      "{\"value\":[{\"changeType\":\"deleted\",\"clientContext\":\"\u00fc\ud83d\ude00\"}]}"
          .getBytes(StandardCharsets.UTF_8);
  private static final String TOKEN = "Authorization";
  private static final String ID = "webhook-id";
  private static final String TIME = "webhook-timestamp";
  private static final String SIGNATURE = "webhook-signature";

  private final FakeSwitchboard switchboard = new FakeSwitchboard(Clock.systemUTC());
  private final FakeSwitchboard stranger = new FakeSwitchboard(Clock.systemUTC());
  private final HttpClient http = HttpClient.newHttpClient();

  private Map<KeyKind, SigningKey> before;
  private Map<KeyKind, SigningKey> after;
  private URI receiver;

  /**
   * Starts a receiver for {@link #BOT}.
   *
   * @return where it listens
   */
  abstract URI start(URI discovery, List<String> secrets) throws Exception;

  @BeforeAll
  void start() throws Exception {
    before = switchboard.withKeysFrom(now().minus(FakeSwitchboard.PERIOD));
    after = switchboard.withKeysFrom(now().minus(Duration.ofHours(1)));
    receiver = start(switchboard.discovery(), secrets(BOT));
  }

  @AfterAll
  void stop() {
    switchboard.close();
    stranger.close();
  }

  private static Instant now() {
    return Instant.now();
  }

  private List<String> secrets(Owner owner) {
    return switchboard.secrets(owner, now());
  }

  /** What is sent, as it may be changed on its way. */
  private static final class Notification {

    private final Map<String, String> headers;
    private final byte[] body;

    private Notification(Map<String, String> headers, byte[] body) {
      this.headers = headers;
      this.body = body;
    }

    private String header(String name) {
      return headers.get(name);
    }

    private Notification with(String name, String value) {
      Map<String, String> others = new LinkedHashMap<>(headers);
      others.put(name, value);
      return new Notification(others, body);
    }

    private Notification without(String name) {
      Map<String, String> others = new LinkedHashMap<>(headers);
      others.remove(name);
      return new Notification(others, body);
    }

    private Notification with(byte[] other) {
      return new Notification(headers, other);
    }

    /** With those of its signatures that begin so, and those of another one that do not. */
    private Notification keeping(String prefix, Notification other) {
      return with(
          SIGNATURE,
          Stream.concat(signatures(prefix, true), other.signatures(prefix, false))
              .collect(Collectors.joining(" ")));
    }

    private Stream<String> signatures(String prefix, boolean wanted) {
      return Arrays.stream(headers.get(SIGNATURE).split(" ", -1))
          .filter(signature -> signature.startsWith(prefix) == wanted);
    }
  }

  private static Notification sent(FakeSwitchboard by, Owner owner, UUID id, Instant time) {
    return new Notification(by.headers(owner, id, BODY, time), BODY);
  }

  private Notification sent(Owner owner) {
    return sent(switchboard, owner, UUID.randomUUID(), now());
  }

  private int status(URI url, Notification notification) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofByteArray(notification.body));
    notification.headers.forEach(request::header);
    return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  // ---- accepted

  @Test
  void notificationIsAccepted() throws Exception {
    Notification notification = sent(BOT);

    assertThat(notification.header(SIGNATURE)).matches("v1,\\S+ v1,\\S+ v1a,\\S+ v1a,\\S+");
    assertThat(status(receiver, notification)).isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void oneSecretOfARotationIsEnough(int which) throws Exception {
    assertThat(secrets(BOT)).hasSize(2);
    URI withOne = start(switchboard.discovery(), List.of(secrets(BOT).get(which)));

    assertThat(status(withOne, sent(BOT))).isEqualTo(202);
    assertThat(status(withOne, sent(OTHER_BOT))).isEqualTo(403);
  }

  @Test
  void tokenThatTheKeyBeforeSignedIsAccepted() throws Exception {
    String token = token(switchboard.issuer, before.get(KeyKind.RS256), BOT, now());

    assertThat(status(receiver, sent(BOT).with(TOKEN, token))).isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void oneSignatureOfEachSchemeIsEnough(int which) throws Exception {
    Notification notification = sent(BOT);
    String one =
        Stream.of("v1,", "v1a,")
            .map(scheme -> notification.signatures(scheme, true).toList().get(which))
            .collect(Collectors.joining(" "));

    assertThat(status(receiver, notification.with(SIGNATURE, one))).isEqualTo(202);
  }

  @Test
  void retryIsSignedAnew() throws Exception {
    UUID id = UUID.randomUUID();
    Notification first = sent(switchboard, BOT, id, now().minusSeconds(60));
    Notification second = sent(switchboard, BOT, id, now());

    assertThat(second.header(ID)).isEqualTo(first.header(ID));
    assertThat(second.header(TIME)).isNotEqualTo(first.header(TIME));
    assertThat(status(receiver, first)).isEqualTo(202);
    assertThat(status(receiver, second)).isEqualTo(202);
  }

  // ---- refused

  private static String token(CallbackIssuer issuer, SigningKey key, Owner owner, Instant time) {
    return "Bearer " + issuer.token(LoadedKey.of(key), owner, time);
  }

  private String token(Owner owner, Instant time) {
    return token(switchboard.issuer, after.get(KeyKind.RS256), owner, time);
  }

  /** With a private key of a stranger's, but the name of ours. */
  private String forgedToken() {
    RSAKey foreign = KeyKind.RS256.newKey().toRSAKey();
    String id = after.get(KeyKind.RS256).id();
    JWK named = new RSAKey.Builder(foreign).keyID(id).build();
    return token(
        switchboard.issuer, new SigningKey(KeyKind.RS256, named, now(), now()), BOT, now());
  }

  private String tokenOfAnotherIssuer() {
    Settings settings =
        Settings.from(Map.of(), Map.of("switchboard.callback-issuer", "https://other.example"));
    CallbackIssuer other = new CallbackIssuer(null, settings, Clock.systemUTC());
    return token(other, after.get(KeyKind.RS256), BOT, now());
  }

  private static String unsigned(String token) {
    String claims = token.split("\\.", -1)[1];
    return "Bearer " + Base64URL.encode("{\"alg\":\"none\"}") + "." + claims + ".";
  }

  private static byte[] changed(byte[] body) {
    byte[] other = body.clone();
    other[other.length / 2] ^= 1;
    return other;
  }

  private static byte[] longer(byte[] body) {
    byte[] other = Arrays.copyOf(body, body.length + 1);
    other[body.length] = ' ';
    return other;
  }

  private record Forgery(String name, UnaryOperator<Notification> of) {

    @Override
    public String toString() {
      return name;
    }
  }

  Stream<Forgery> forgeries() {
    UUID id = UUID.randomUUID();
    return Stream.of(
        new Forgery("body changed", sent -> sent.with(changed(sent.body))),
        new Forgery("body longer by a blank", sent -> sent.with(longer(sent.body))),
        new Forgery("no body", sent -> sent.with(new byte[0])),
        new Forgery("another id", sent -> sent.with(ID, id.toString())),
        new Forgery("no id", sent -> sent.without(ID)),
        new Forgery(
            "time a second later",
            sent -> sent.with(TIME, Long.toString(Long.parseLong(sent.header(TIME)) + 1))),
        new Forgery("no time", sent -> sent.without(TIME)),
        new Forgery(
            "six minutes old, with a fresh token",
            sent ->
                sent(switchboard, BOT, id, now().minus(Duration.ofMinutes(6)))
                    .with(TOKEN, sent.header(TOKEN))),
        new Forgery(
            "six minutes ahead, with a present token",
            sent ->
                sent(switchboard, BOT, id, now().plus(Duration.ofMinutes(6)))
                    .with(TOKEN, sent.header(TOKEN))),
        new Forgery("no signature", sent -> sent.without(SIGNATURE)),
        new Forgery("empty signature", sent -> sent.with(SIGNATURE, "v1, v1a,")),
        new Forgery("v1 alone", sent -> sent.with(SIGNATURE, only("v1,", sent))),
        new Forgery("v1a alone", sent -> sent.with(SIGNATURE, only("v1a,", sent))),
        new Forgery(
            "v1 with the secret of another bot",
            sent -> {
              Instant time = Instant.ofEpochSecond(Long.parseLong(sent.header(TIME)));
              UUID same = UUID.fromString(sent.header(ID));
              return sent.keeping("v1a,", sent(switchboard, OTHER_BOT, same, time));
            }),
        new Forgery(
            "v1a of another Switchboard",
            sent -> {
              Instant time = Instant.ofEpochSecond(Long.parseLong(sent.header(TIME)));
              UUID same = UUID.fromString(sent.header(ID));
              return sent.keeping("v1,", sent(stranger, BOT, same, time));
            }),
        new Forgery("sent to another bot", sent -> sent(OTHER_BOT).with(TOKEN, sent.header(TOKEN))),
        new Forgery("all of another Switchboard", sent -> sent(stranger, BOT, id, now())),
        new Forgery("no token", sent -> sent.without(TOKEN)),
        new Forgery("token without its scheme", sent -> token(sent, text -> text.substring(7))),
        new Forgery(
            "token that has expired",
            sent -> sent.with(TOKEN, token(BOT, now().minus(Duration.ofHours(2))))),
        new Forgery(
            "token that is not valid yet",
            sent -> sent.with(TOKEN, token(BOT, now().plus(Duration.ofHours(2))))),
        new Forgery(
            "token for another application", sent -> sent.with(TOKEN, token(OTHER_BOT, now()))),
        new Forgery(
            "token for another tenant", sent -> sent.with(TOKEN, token(OTHER_TENANT, now()))),
        new Forgery("token of another issuer", sent -> sent.with(TOKEN, tokenOfAnotherIssuer())),
        new Forgery(
            "token of a key that nobody published",
            sent ->
                sent.with(
                    TOKEN,
                    token(
                        switchboard.issuer,
                        new SigningKey(KeyKind.RS256, KeyKind.RS256.newKey(), now(), now()),
                        BOT,
                        now()))),
        new Forgery(
            "token of another key by the name of ours", sent -> sent.with(TOKEN, forgedToken())),
        new Forgery("token without a signature", sent -> token(sent, ReceiverSample::unsigned)),
        new Forgery(
            "token with other claims",
            sent ->
                token(
                    sent,
                    text -> {
                      String[] parts = text.split("\\.", -1);
                      String[] others = token(OTHER_BOT, now()).split("\\.", -1);
                      return parts[0] + "." + others[1] + "." + parts[2];
                    })));
  }

  private static String only(String prefix, Notification sent) {
    return sent.signatures(prefix, true).collect(Collectors.joining(" "));
  }

  private static Notification token(Notification sent, UnaryOperator<String> change) {
    return sent.with(TOKEN, change.apply(sent.header(TOKEN)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void forgeryIsRefused(Forgery forgery) throws Exception {
    assertThat(status(receiver, forgery.of().apply(sent(BOT)))).isEqualTo(403);
    assertThat(status(receiver, sent(BOT))).as("it is not the receiver").isEqualTo(202);
  }
}
